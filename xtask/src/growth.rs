//! How time grows with the length of hostile texts, up to 10 MB, by the release build of the command.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::eval::program;

/// Lengths, in megabytes; the first is the measure of the others.
const SIZES: [usize; 4] = [1, 2, 5, 10];
/// How much more than its share the longest may take: linear is 1, quadratic 10.
const MOST: f64 = 2.0;
/// Time that a machine may lose without the text being at fault.
const NOISE: Duration = Duration::from_millis(100);

/// A shape of text: its name, its language and the piece of a given number.
type Shape = (&'static str, &'static str, fn(usize) -> String);

const SHAPES: [Shape; 17] = [
    ("one line of prose", "en", |_| {
        "“We agree,” said Mayor Ada Renn of Port Lenna, the chairwoman. He told the judge it was late. ".to_owned()
    }),
    ("one line of prose", "ru", |_| {
        "«Мы согласны», — сказала мэр Лимана Ада Ренн. Он ответил, что суд отложен. По её словам, пошлина остаётся. ".to_owned()
    }),
    ("one line of prose", "uk", |_| {
        "«Ми згодні», — сказала мерка Лиману Ада Ренн. Він відповів, що суд відкладено. За її словами, мито лишається. ".to_owned()
    }),
    ("straight marks in a row", "en", |_| "\"".to_owned()),
    ("opening marks in a row", "ru", |_| "«".to_owned()),
    ("nested marks", "uk", |index| {
        if index % 2 == 0 {
            "«Він сказав: ".to_owned()
        } else {
            "„так“, і пішов. ".to_owned()
        }
    }),
    ("ever new names", "en", |index| {
        let name = name(index);
        format!(
            "The surveyor, {name}, said the wall was old. “No,” said the mayor. He said it was not. "
        )
    }),
    ("ever new names", "ru", |index| {
        let name = name(index);
        format!(
            "Смотритель {name} сказал, что стена стара. «Нет», — ответила мэр. Она добавила, что стена новая. "
        )
    }),
    ("no spaces", "en", |_| "shesaidhesaidtheysaid".to_owned()),
    ("no spaces", "ru", |_| "онсказалчтоонасказала".to_owned()),
    ("turns", "en", |index| {
        format!(
            "{}: He told me that the toll was a loan. I said we would pay.\n",
            name(index).to_uppercase()
        )
    }),
    ("turns", "uk", |index| {
        format!(
            "{}: Він сказав, що мито лишається. Ми заплатимо.\n",
            if index % 2 == 0 {
                "Верес"
            } else {
                "Питання"
            }
        )
    }),
    ("threads", "en", |index| {
        format!(
            "{}/99 We told the port that the toll stays. More on this below.\n\n",
            index % 99 + 1
        )
    }),
    ("letters", "ru", |index| {
        format!(
            "Уважаемый господин мэр!\n\nМы просим оставить пошлину. {index}\n\nС уважением,\nАда Ренн, смотритель\n\n"
        )
    }),
    ("chains and days", "uk", |_| {
        "Наступного дня речниця сказала агентству «Плин», що мер запевнив раду, що мито лишиться. "
            .to_owned()
    }),
    ("clauses that never end", "en", |_| {
        "Anna said that ".to_owned()
    }),
    ("right to left", "he", |_| {
        "ראש העיר אמר: \"אנחנו מוכנים ומחכים לתשובה\". ".to_owned()
    }),
];

/// A name that no other piece has.
fn name(index: usize) -> String {
    let word = |mut rest: usize| -> String {
        let mut out = String::from("B");
        for _ in 0..5 {
            out.push(char::from(
                b'a' + u8::try_from(rest % 26).expect("less than 26"),
            ));
            rest = rest / 26 + 7;
        }
        out
    };
    format!("{} {}", word(index), word(index * 31 + 5))
}

/// Measures every shape at every length and prints the table; whether all grow in step.
///
/// # Errors
/// Where a text cannot be written or the command fails.
pub(crate) fn measure(root: &Path) -> Result<bool, String> {
    let program = program(root)?;
    let folder = root.join("target/growth");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    println!("| text | language | 1 MB | 2 MB | 5 MB | 10 MB | of linear |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    let mut good = true;
    for (shape, lang, piece) in SHAPES {
        let mut times = Vec::with_capacity(SIZES.len());
        for size in SIZES {
            let file = folder.join(format!("{size}.txt"));
            fs::write(&file, text(piece, size * 1_000_000)).map_err(|error| error.to_string())?;
            times.push(run(&program, &file, lang)?);
        }
        let share = share(&times);
        good &= share <= MOST;
        let cells: Vec<String> = times
            .iter()
            .map(|time| format!("{:.2} s", time.as_secs_f64()))
            .collect();
        println!("| {shape} | {lang} | {} | {share:.2} |", cells.join(" | "));
    }
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    Ok(good)
}

/// What the longest took, over what it would take if time grew with length.
fn share(times: &[Duration]) -> f64 {
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return 1.0;
    };
    let grown = SIZES[SIZES.len() - 1] as f64 / SIZES[0] as f64;
    last.as_secs_f64() / ((*first + NOISE).as_secs_f64() * grown)
}

fn text(piece: fn(usize) -> String, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut index = 0;
    while text.len() < bytes {
        text.push_str(&piece(index));
        index += 1;
    }
    text
}

fn run(program: &Path, file: &Path, lang: &str) -> Result<Duration, String> {
    let start = Instant::now();
    let status = Command::new(program)
        .args(["extract", "--format", "jsonl", "--quiet"])
        .arg(file)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let time = start.elapsed();
    // Texts of which nothing is understood still end well.
    match status.code() {
        Some(0 | 1) => Ok(time),
        code => Err(format!("{} ({lang}): ended with {code:?}", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_faster_than_the_text_is_told() {
        let seconds = |all: [u64; 4]| all.map(Duration::from_secs);
        assert!(share(&seconds([1, 2, 5, 10])) <= 1.0);
        assert!(share(&seconds([1, 4, 25, 100])) > MOST);
    }

    #[test]
    fn every_shape_fills_its_length_without_a_break_in_a_letter() {
        for (_, _, piece) in SHAPES {
            let text = text(piece, 10_000);
            assert!((10_000..10_300).contains(&text.len()));
        }
    }
}
