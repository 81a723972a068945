//! Character sets and code pages by the numbers that RTF gives them.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// How the bytes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Charset {
    /// As the document says.
    Document,
    /// Signs of the font's own, without a place in Unicode.
    Symbols,
    /// By an encoding.
    Known(&'static Encoding),
}

/// The charset of a font by its `\fcharset`.
pub(super) fn charset(number: i32) -> Charset {
    Charset::Known(match number {
        0 => WINDOWS_1252,
        2 => return Charset::Symbols,
        77 => MACINTOSH,
        128 => SHIFT_JIS,
        129 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return Charset::Document,
    })
}

/// The encoding of a code page; nothing for one that is not known.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        0 | 1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        20866 => KOI8_R,
        21866 => KOI8_U,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The encoding that writers of a language use where they name none.
pub(super) fn of_language(number: i32) -> Option<&'static Encoding> {
    // Bulgarian, Russian, Ukrainian, Belarusian; Central Europe is no concern of the tables here.
    matches!(number, 1026 | 1049 | 1058 | 1059).then_some(WINDOWS_1251)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_is_known_by_font_page_and_language() {
        assert_eq!(charset(204), Charset::Known(WINDOWS_1251));
        assert_eq!(code_page(1251), Some(WINDOWS_1251));
        assert_eq!(of_language(1058), Some(WINDOWS_1251));
        assert_eq!(code_page(437), None);
        assert_eq!(charset(1), Charset::Document);
    }
}
