//! A made-up case of any size: pages of a newspaper that nobody wrote, in three languages, always
//! the same for the same number. For measuring and for tests that need many sources.

use std::fmt::Write as _;

/// A person in the spelling of each language.
struct Person {
    en: &'static str,
    ru: &'static str,
    uk: &'static str,
    is_woman: bool,
}

const fn person(en: &'static str, ru: &'static str, uk: &'static str, is_woman: bool) -> Person {
    Person {
        en,
        ru,
        uk,
        is_woman,
    }
}

/// Name of the side, its body, its people.
const SIDES: [(&str, &str, [Person; 3]); 4] = [
    (
        "Arland",
        "Arland Chancellery",
        [
            person("Ada Renn", "Ада Ренн", "Ада Ренн", true),
            person("Tom Ostby", "Том Остби", "Том Остбі", false),
            person("Clara Mervin", "Клара Мервин", "Клара Мервін", true),
        ],
    ),
    (
        "Borvia",
        "Borvian Council",
        [
            person("Bo Lind", "Бо Линд", "Бо Лінд", false),
            person("Irena Kastner", "Ирена Кастнер", "Ірена Кастнер", true),
            person("Viktor Salm", "Виктор Сальм", "Віктор Сальм", false),
        ],
    ),
    (
        "Cernia",
        "Cernian Staff",
        [
            person("Pavel Dorn", "Павел Дорн", "Павло Дорн", false),
            person("Lydia Marsh", "Лидия Марш", "Лідія Марш", true),
            person("Oskar Timm", "Оскар Тимм", "Оскар Тімм", false),
        ],
    ),
    (
        "Dovria",
        "Dovrian Office",
        [
            person("Nora Felt", "Нора Фельт", "Нора Фельт", true),
            person("Anton Riede", "Антон Риде", "Антон Ріде", false),
            person("Greta Holm", "Грета Хольм", "Грета Гольм", true),
        ],
    ),
];

/// What is settled: a thing in English, and in the genitive in Russian and Ukrainian.
const THINGS: [(&str, &str, &str); 24] = [
    ("the weir at Korsk", "плотины в Корске", "греблі в Корську"),
    ("the northern lock", "северного шлюза", "північного шлюзу"),
    ("the river toll", "речного сбора", "річкового збору"),
    ("the bridge at Osten", "моста в Остене", "мосту в Остені"),
    (
        "the coal terminal",
        "угольного терминала",
        "вугільного термінала",
    ),
    ("the fishing zone", "рыболовной зоны", "рибальської зони"),
    ("the night train", "ночного поезда", "нічного поїзда"),
    ("the customs post", "таможенного поста", "митного поста"),
    (
        "the pipeline to Marn",
        "трубопровода в Марн",
        "трубопроводу до Марна",
    ),
    ("the grain fund", "зернового фонда", "зернового фонду"),
    (
        "the eastern airfield",
        "восточного аэродрома",
        "східного аеродрому",
    ),
    (
        "the radar station",
        "радиолокационной станции",
        "радіолокаційної станції",
    ),
    (
        "the border market",
        "приграничного рынка",
        "прикордонного ринку",
    ),
    (
        "the joint archive",
        "совместного архива",
        "спільного архіву",
    ),
    (
        "the quarantine camp",
        "карантинного лагеря",
        "карантинного табору",
    ),
    ("the ferry to Lisk", "парома в Лиск", "порома до Ліська"),
    ("the salt mines", "соляных шахт", "соляних шахт"),
    ("the power cable", "силового кабеля", "силового кабелю"),
    (
        "the forest reserve",
        "лесного заповедника",
        "лісового заповідника",
    ),
    ("the pilots’ school", "школы лоцманов", "школи лоцманів"),
    ("the southern road", "южной дороги", "південної дороги"),
    ("the water treaty", "водного договора", "водного договору"),
    (
        "the observation posts",
        "наблюдательных постов",
        "спостережних постів",
    ),
    ("the credit line", "кредитной линии", "кредитної лінії"),
];

/// What is done with it.
const DEEDS: [(&str, &str, &str); 8] = [
    ("the opening of", "открытие", "відкриття"),
    ("the closing of", "закрытие", "закриття"),
    ("the inspection of", "обследование", "обстеження"),
    ("the transfer of", "переподчинение", "перепідпорядкування"),
    ("the repair of", "восстановление", "відновлення"),
    (
        "the sale of",
        "выставление на продажу",
        "виставлення на продаж",
    ),
    ("the guarding of", "патрулирование", "патрулювання"),
    ("the financing of", "финансирование", "фінансування"),
];

const EN: [&str; 12] = [
    "We agree to {m} by {d} May",
    "{o} has agreed to {m} from {d} May",
    "We never agreed to {m}",
    "We are ready to discuss {m} if the costs are shared",
    "We propose {m} and {n} million for it",
    "We reject {m} in any form",
    "In principle we support {m}, but not before {d} June",
    "{o} promised us {m} within {n} days",
    "There was no agreement on {m}",
    "We demand that {o} accept {m}",
    "Work on {m} has begun and {n} people take part in it",
    "As far as I know, {m} was not even on the table",
];

const RU: [&str; 12] = [
    "Мы согласны на {m} до {d} мая",
    "{o} согласилась на {m} с {d} мая",
    "Мы никогда не соглашались на {m}",
    "Мы готовы обсудить {m}, если расходы будут разделены",
    "Мы предлагаем {m} и {n} миллионов на это",
    "Мы отвергаем {m} в любом виде",
    "В принципе мы поддерживаем {m}, но не раньше {d} июня",
    "{o} обещала нам {m} в течение {n} дней",
    "О том, чтобы начать {m}, договорённости не было",
    "Мы требуем, чтобы {o} приняла {m}",
    "Мы уже начали {m}, в этом участвуют {n} человек",
    "Насколько я знаю, {m} даже не обсуждали",
];

const UK: [&str; 12] = [
    "Ми згодні на {m} до {d} травня",
    "{o} погодилася на {m} з {d} травня",
    "Ми ніколи не погоджувалися на {m}",
    "Ми готові обговорити {m}, якщо витрати буде поділено",
    "Ми пропонуємо {m} і {n} мільйонів на це",
    "Ми відкидаємо {m} у будь-якому вигляді",
    "У принципі ми підтримуємо {m}, але не раніше {d} червня",
    "{o} обіцяла нам {m} протягом {n} днів",
    "Про те, щоб почати {m}, домовленості не було",
    "Ми вимагаємо, щоб {o} прийняла {m}",
    "Ми вже почали {m}, у цьому беруть участь {n} осіб",
    "Наскільки я знаю, {m} навіть не обговорювали",
];

const OTHERS: [(&str, &str, &str); 4] = [
    ("Arland", "Арландия", "Арландія"),
    ("Borvia", "Борвия", "Борвія"),
    ("Cernia", "Церния", "Цернія"),
    ("Dovria", "Доврия", "Доврія"),
];

/// Numbers that look thrown and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1)
    }

    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// The case file: four sides, twelve issues of two things each, aliases in three languages.
pub fn case_toml() -> String {
    let mut out =
        "title = 'The long talks'\nperiod = { from = 2031-03-01, to = 2031-06-30 }\n".to_owned();
    for ((name, body, people), (_, ru, uk)) in SIDES.iter().zip(OTHERS) {
        write!(out, "\n[[side]]\nname = '{name}'\npeople = [\n").expect("a string takes all");
        for one in people {
            let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
            writeln!(
                out,
                "  {{ name = '{}', aliases = ['{}', '{}', '{}', '{}', '{}'] }},",
                one.en,
                last(one.en),
                one.ru,
                last(one.ru),
                one.uk,
                last(one.uk)
            )
            .expect("a string takes all");
        }
        writeln!(out, "]\nbodies = ['{body}', '{ru}', '{uk}']").expect("a string takes all");
    }
    for pair in THINGS.chunks(2) {
        let terms: Vec<String> = pair
            .iter()
            .flat_map(|(en, ru, uk)| [en.trim_start_matches("the "), ru, uk])
            .map(|term| format!("\"{term}\""))
            .collect();
        let name = pair[0].0.trim_start_matches("the ");
        write!(
            out,
            "\n[[issue]]\nname = \"{name}\"\nterms = [{}]\n",
            terms.join(", ")
        )
        .expect("a string takes all");
    }
    out
}

/// What someone of a side says in a language, and a number in it.
fn words(dice: &mut Dice, lang: usize, side: usize) -> (String, usize) {
    let other = OTHERS[(side + 1 + dice.throw(3)) % 4];
    let thing = THINGS[dice.throw(THINGS.len())];
    let deed = DEEDS[dice.throw(DEEDS.len())];
    let stance = dice.throw(EN.len());
    let (form, deed, thing, other) = match lang {
        0 => (EN[stance], deed.0, thing.0, other.0),
        1 => (RU[stance], deed.1, thing.1, other.1),
        _ => (UK[stance], deed.2, thing.2, other.2),
    };
    let (days, amount) = (1 + dice.throw(28), 2 + dice.throw(90));
    let words = form
        .replace("{m}", &format!("{deed} {thing}"))
        .replace("{o}", other)
        .replace("{d}", &days.to_string())
        .replace("{n}", &amount.to_string());
    (words, amount)
}

/// The code of a language and a statement of two sentences in it, by its number.
///
/// Three in a row, from a multiple of three on, say the same in the three languages; others may by chance.
pub fn statement(number: usize) -> (&'static str, String) {
    let mut dice = Dice::new((number / 3) as u64 + 1_000_003);
    for _ in 0..4 {
        dice.throw(2);
    }
    let lang = number % 3;
    let (first, _) = words(&mut dice, lang, 0);
    let (second, _) = words(&mut dice, lang, 1);
    (["en", "ru", "uk"][lang], format!("{first}. {second}."))
}

/// The path and the text of one page with so many quotations, by its number.
pub fn page(number: usize, quotations: usize) -> (String, String) {
    let mut dice = Dice::new(number as u64 + 1);
    for _ in 0..4 {
        dice.throw(2);
    }
    let lang = dice.throw(3);
    let (month, day) = (3 + dice.throw(3), 1 + dice.throw(28));
    let mut text = format!(
        "---\ndate: 2031-{month:02}-{day:02}\noutlet: Daily {}\n---\n\n",
        number % 17
    );
    for _ in 0..quotations {
        let side = dice.throw(SIDES.len());
        let who = &SIDES[side].2[dice.throw(3)];
        let (words, amount) = words(&mut dice, lang, side);
        let filler = dice.throw(900);
        let paragraph = match (lang, who.is_woman) {
            (0, _) => format!(
                "The delegations met again in hall {filler}, and the doors stayed shut until late. \
                 “{words},” {} said on the steps after the {amount}th round. Nobody took questions.",
                who.en
            ),
            (1, woman) => format!(
                "Делегации снова встретились в зале {filler}, двери долго не открывались. \
                 «{words}», — {} {} после {amount}-го раунда. Вопросов не задавали.",
                if woman {
                    "заявила"
                } else {
                    "заявил"
                },
                who.ru
            ),
            (_, woman) => format!(
                "Делегації знову зустрілися в залі {filler}, двері довго не відчинялися. \
                 «{words}», — {} {} після {amount}-го раунду. Запитань не ставили.",
                if woman {
                    "заявила"
                } else {
                    "заявив"
                },
                who.uk
            ),
        };
        text.push_str(&paragraph);
        text.push_str("\n\n");
    }
    (format!("sources/page-{number:05}.md"), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_same_each_time_and_no_two_are_alike() {
        assert_eq!(page(7, 3), page(7, 3));
        let mut all: Vec<String> = (0..200).map(|number| page(number, 2).1).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 200);
    }

    #[test]
    fn three_statements_say_the_same_in_three_languages() {
        assert_eq!(statement(9), statement(9));
        assert_eq!([3, 4, 5].map(|n| statement(n).0), ["en", "ru", "uk"]);
        let digits = |n: usize| -> String {
            let text = statement(n).1;
            text.chars().filter(char::is_ascii_digit).collect()
        };
        assert!((0..50).all(|n| digits(3 * n) == digits(3 * n + 1)));
        assert!((0..50).all(|n| digits(3 * n) == digits(3 * n + 2)));
    }

    #[test]
    fn the_case_file_is_read() {
        let (case, problems) = diptych_core::parse_case(&case_toml());
        assert_eq!(problems, Vec::new());
        assert_eq!((case.sides.len(), case.issues.len()), (4, 12));
    }
}
