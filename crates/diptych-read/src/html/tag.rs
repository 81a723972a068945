//! Elements by name, and how they lay out text.

/// The elements that reading knows; all others run with the text around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// `html`, `body`: the page.
    Page,
    /// A block without a meaning of its own.
    Block,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `nav`, `menu`.
    Nav,
    /// `aside`.
    Aside,
    /// `header`.
    Header,
    /// `footer`, `address`.
    Footer,
    /// `form`.
    Form,
    /// `button`, `label`.
    Control,
    /// `figure`, `picture` and the like.
    Figure,
    /// `figcaption`, `caption`.
    Caption,
    /// `blockquote`.
    Quote,
    /// `ul`, `ol`, `dl`.
    List,
    /// `li`.
    Item,
    /// `dt`, `dd`.
    Definition,
    /// `table`.
    Table,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell,
    /// `pre`, `listing`.
    Pre,
    /// `br`.
    Break,
    /// `hr`.
    Rule,
    /// `a`.
    Link,
    /// `time`.
    Time,
    /// `b`, `strong`.
    Bold,
    /// Elements whose text is not shown as text.
    Hidden,
    /// `title`.
    Title,
    /// `script`, `style`.
    Script,
    /// `meta`, `link`, `base`, `img`, `input`, `wbr` and other elements without text.
    Void,
    /// Everything that runs with the text around it.
    Inline,
}

impl Tag {
    /// The element of this lower-case name.
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "html" | "body" => Self::Page,
            "div" | "section" | "center" | "details" | "summary" | "dialog" | "dir"
            | "fieldset" | "legend" | "hgroup" | "search" | "optgroup" | "frameset" | "tbody"
            | "thead" | "tfoot" | "amp-story" => Self::Block,
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "article" => Self::Article,
            "main" => Self::Main,
            "nav" | "menu" => Self::Nav,
            "aside" => Self::Aside,
            "header" => Self::Header,
            "footer" | "address" => Self::Footer,
            "form" => Self::Form,
            "button" | "label" => Self::Control,
            "figure" => Self::Figure,
            "figcaption" | "caption" => Self::Caption,
            "blockquote" => Self::Quote,
            "ul" | "ol" | "dl" => Self::List,
            "li" => Self::Item,
            "dt" | "dd" => Self::Definition,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Pre,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "a" => Self::Link,
            "time" => Self::Time,
            "b" | "strong" => Self::Bold,
            "template" | "noscript" | "svg" | "math" | "select" | "textarea" | "datalist"
            | "iframe" | "object" | "video" | "audio" | "canvas" | "noframes" | "noembed"
            | "map" | "head" | "amp-ad" | "rp" | "rt" => Self::Hidden,
            "title" => Self::Title,
            "script" | "style" => Self::Script,
            "area" | "base" | "col" | "embed" | "img" | "input" | "link" | "meta" | "param"
            | "source" | "track" | "wbr" | "frame" | "basefont" | "bgsound" | "keygen" => {
                Self::Void
            }
            _ => Self::Inline,
        }
    }

    /// Whether the element stands on lines of its own.
    pub(crate) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Link
                | Self::Time
                | Self::Bold
                | Self::Break
                | Self::Void
                | Self::Hidden
                | Self::Title
                | Self::Script
        )
    }

    /// Whether the element has no content.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Self::Void | Self::Break | Self::Rule)
    }

    /// Whether its text is left out of the document.
    pub(crate) fn is_hidden(self) -> bool {
        matches!(self, Self::Hidden | Self::Title | Self::Script)
    }
}
