//! What a post says, by the names that networks give its parts.
//!
//! Each row lists paths, the surest first; of a list a path takes the first member.

/// The words of a post.
pub(super) const TEXT: &[&str] = &[
    "full_text",
    "note_tweet/text",
    "text_entities",
    "content",
    "text",
    "record/text",
    "value/text",
    "body",
    "message",
    "caption",
];

/// A line that the author set before the words.
pub(super) const BEFORE: &[&str] = &["spoiler_text"];

/// Objects that wrap a post and hold nothing but it.
pub(super) const WRAPPERS: &[&str] = &["tweet", "post", "status", "object", "note"];

/// Where the author is named as people know them.
pub(super) const AUTHOR: &[&str] = &[
    "account/display_name",
    "author/displayName",
    "author/display_name",
    "author/name",
    "user/name",
    "user/display_name",
    "from/name",
    "from",
    "author",
    "author_name",
    "account/username",
    "user",
    "name",
    "speaker",
];

/// Where the author's handle stands.
pub(super) const HANDLE: &[&str] = &[
    "account/acct",
    "account/username",
    "author/handle",
    "author/username",
    "user/screen_name",
    "user/username",
    "from/username",
    "from_id",
    "attributedTo",
    "actor",
    "handle",
    "username",
    "screen_name",
];

/// When it was published.
pub(super) const TIME: &[&str] = &[
    "created_at",
    "record/createdAt",
    "value/createdAt",
    "createdAt",
    "date",
    "date_unixtime",
    "published",
    "published_at",
    "date_published",
    "indexedAt",
    "timestamp",
    "time",
];

/// Its address.
pub(super) const URL: &[&str] = &["url", "uri", "link", "permalink", "external_url"];

/// Its identifier.
pub(super) const ID: &[&str] = &["id_str", "id", "uri", "cid"];

/// What it answers.
pub(super) const REPLY: &[&str] = &[
    "in_reply_to_id",
    "in_reply_to_status_id_str",
    "in_reply_to_status_id",
    "inReplyTo",
    "record/reply/parent/uri",
    "reply/parent/uri",
    "reply_to_message_id",
    "in_reply_to",
    "reply_to",
];

/// Its language.
pub(super) const LANG: &[&str] = &["language", "lang", "record/langs", "langs"];

/// Who published it, where the file says so.
pub(super) const OUTLET: &[&str] = &["outlet", "publisher", "site"];

/// A post of another that it quotes.
pub(super) const QUOTED: &[&str] = &[
    "quote/quoted_status",
    "quote",
    "quoted_status",
    "quoted_tweet",
    "embed/record/record",
    "embed/record",
];

/// A post of another that it passes on; its own words, if any, are a copy.
pub(super) const PASSED_ON: &[&str] = &["reblog", "retweeted_status", "retweeted_tweet"];

/// Whom a message was passed on from.
pub(super) const FORWARDED: &[&str] = &["forwarded_from", "forward_from/name"];

/// Keys of what belongs to a post and is none.
pub(super) const INNER: &[&str] = &[
    "account",
    "author",
    "user",
    "media",
    "media_attachments",
    "attachment",
    "attachments",
    "entities",
    "extended_entities",
    "tags",
    "tag",
    "mentions",
    "emojis",
    "card",
    "poll",
    "text_entities",
    "embed",
    "embeds",
    "facets",
    "viewer",
    "labels",
    "application",
    "record",
    "value",
    "actions",
    "reactions",
    "users",
];
