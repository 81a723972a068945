//! Short writing of inflected forms in the tables.

/// The forms that `written` stands for: `нов(ый|ого|)` is новый, нового, нов.
///
/// Several brackets multiply; a bracket that does not close stands for itself.
pub(crate) fn expand(written: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, behind)) = after.split_once(')') else {
            break;
        };
        out = out
            .iter()
            .flat_map(|head| {
                inside
                    .split('|')
                    .map(move |ending| format!("{head}{before}{ending}"))
            })
            .collect();
        rest = behind;
    }
    for form in &mut out {
        form.push_str(rest);
    }
    out
}

/// The forms of `a|b(c|d)`: split at the bars outside brackets, each expanded.
pub(crate) fn choices(written: &str) -> Vec<String> {
    let mut depth = 0_usize;
    written
        .split(|mark: char| {
            match mark {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            mark == '|' && depth == 0
        })
        .flat_map(expand)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{choices, expand};

    #[test]
    fn brackets_multiply() {
        assert_eq!(expand("день"), ["день"]);
        assert_eq!(
            expand("(в|у)чора(шній|)"),
            ["вчорашній", "вчора", "учорашній", "учора"]
        );
        assert_eq!(expand("a(b"), ["a(b"]);
        assert_eq!(choices("x|y(a|b)"), ["x", "ya", "yb"]);
    }
}
