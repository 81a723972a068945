//! The tree of a page, as far as reading needs it: parents, and what is open.

use super::scan::{Element, Event};
use super::tag::Tag;

/// No element.
pub(crate) const NONE: u32 = u32::MAX;

/// The stack of open elements, with end tags implied as HTML implies them.
///
/// Every operation takes constant time but for the elements that it closes.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    open: Vec<u32>,
    /// Where each element stands on the stack, from 1; 0 where it is not open.
    place: Vec<u32>,
    /// Places on the stack of the elements of a group, outermost first.
    groups: [Vec<u32>; 8],
    hidden: usize,
    links: usize,
    times: usize,
    bolds: usize,
    pres: usize,
    /// The greatest depth so far.
    pub(crate) deepest: usize,
}

#[derive(Debug, Clone, Copy)]
enum Group {
    Paragraph,
    Item,
    List,
    Definition,
    Row,
    Cell,
    Table,
    Block,
}

fn group_of(index: u32, tag: Tag, closed: &[bool]) -> Option<Group> {
    Some(match tag {
        Tag::Paragraph => Group::Paragraph,
        // A heading without an end tag of its own (`<h1>…</h2>`) ends where a block begins, else
        // the whole page would be a headline.
        Tag::Heading(_) if !closed[index as usize] => Group::Paragraph,
        Tag::Item => Group::Item,
        Tag::List => Group::List,
        Tag::Definition => Group::Definition,
        Tag::Row => Group::Row,
        Tag::Cell => Group::Cell,
        Tag::Table => Group::Table,
        _ => return None,
    })
}

/// Which elements are closed by their own end tag. A hidden one that never is
/// would swallow the page; its text is shown.
pub(crate) fn closed(events: &[Event], count: usize) -> Vec<bool> {
    let mut out = vec![false; count];
    for event in events {
        if let Event::Close(index) = event {
            out[*index as usize] = true;
        }
    }
    out
}

impl Stack {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            place: vec![0; count],
            ..Self::default()
        }
    }

    /// The innermost open element.
    pub(crate) fn top(&self) -> u32 {
        self.open.last().copied().unwrap_or(NONE)
    }

    /// The innermost open element that stands on lines of its own.
    pub(crate) fn block(&self) -> u32 {
        let place = self.groups[Group::Block as usize].last();
        place.map_or(NONE, |place| self.open[*place as usize - 1])
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(crate) fn in_link(&self) -> bool {
        self.links > 0
    }

    pub(crate) fn in_time(&self) -> bool {
        self.times > 0
    }

    pub(crate) fn in_bold(&self) -> bool {
        self.bolds > 0
    }

    pub(crate) fn in_pre(&self) -> bool {
        self.pres > 0
    }

    /// Closes what the opening of `tag` closes; whether it closed anything.
    pub(crate) fn imply(&mut self, tag: Tag, elements: &[Element], closed: &[bool]) -> bool {
        let last = |group: Group| self.groups[group as usize].last().copied().unwrap_or(0);
        let target = match tag {
            Tag::Item if last(Group::Item) > last(Group::List) => last(Group::Item),
            Tag::Definition if last(Group::Definition) > last(Group::List) => {
                last(Group::Definition)
            }
            Tag::Row if last(Group::Row) > last(Group::Table) => last(Group::Row),
            Tag::Cell if last(Group::Cell) > last(Group::Table).max(last(Group::Row)) => {
                last(Group::Cell)
            }
            Tag::Control => 0,
            // A paragraph ends where a block begins, unless a cell or item lies between.
            tag if tag.is_block() => {
                let paragraph = last(Group::Paragraph);
                let between = last(Group::Cell).max(last(Group::Item));
                if paragraph > between { paragraph } else { 0 }
            }
            _ => 0,
        };
        if target == 0 {
            return false;
        }
        self.cut(target, elements, closed);
        true
    }

    /// Opens an element.
    pub(crate) fn push(&mut self, index: u32, elements: &[Element], closed: &[bool]) {
        let tag = elements[index as usize].tag;
        self.open.push(index);
        let place = self.open.len() as u32;
        self.place[index as usize] = place;
        self.deepest = self.deepest.max(self.open.len());
        if let Some(group) = group_of(index, tag, closed) {
            self.groups[group as usize].push(place);
        }
        if tag.is_block() {
            self.groups[Group::Block as usize].push(place);
        }
        self.hidden += usize::from(hides(index, tag, closed));
        self.links += usize::from(tag == Tag::Link);
        self.pres += usize::from(tag == Tag::Pre);
        self.times += usize::from(tag == Tag::Time);
        self.bolds += usize::from(tag == Tag::Bold);
    }

    /// Closes an element and all in it; whether it was open.
    pub(crate) fn close(&mut self, index: u32, elements: &[Element], closed: &[bool]) -> bool {
        let place = self.place[index as usize];
        if place == 0 {
            return false;
        }
        let is_inline = !elements[index as usize].tag.is_block();
        let block = self.groups[Group::Block as usize]
            .last()
            .copied()
            .unwrap_or(0);
        if is_inline && block > place && !hides(index, elements[index as usize].tag, closed) {
            // `<b><p>…</b>…</p>`: the paragraph stays open, as in a browser.
            // The link, if it is one, ends here.
            if elements[index as usize].tag == Tag::Link {
                self.links = self.links.saturating_sub(1);
                self.place[index as usize] = 0;
            }
            return false;
        }
        self.cut(place, elements, closed);
        true
    }

    /// Closes everything from this place on.
    fn cut(&mut self, place: u32, elements: &[Element], closed: &[bool]) {
        while self.open.len() >= place as usize {
            let Some(index) = self.open.pop() else { break };
            let tag = elements[index as usize].tag;
            let was = std::mem::take(&mut self.place[index as usize]);
            if let Some(group) = group_of(index, tag, closed) {
                self.groups[group as usize].pop();
            }
            if tag.is_block() {
                self.groups[Group::Block as usize].pop();
            }
            self.hidden -= usize::from(hides(index, tag, closed));
            self.links -= usize::from(tag == Tag::Link && was != 0);
            self.pres -= usize::from(tag == Tag::Pre);
            self.times -= usize::from(tag == Tag::Time);
            self.bolds -= usize::from(tag == Tag::Bold);
        }
    }
}

fn hides(index: u32, tag: Tag, closed: &[bool]) -> bool {
    tag == Tag::Script || (tag.is_hidden() && closed[index as usize])
}
