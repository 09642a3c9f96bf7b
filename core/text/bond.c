// SPDX-License-Identifier: MIT
//
// What belongs together: a number with its unit, 第 with its number, the two ends of a range, a
// letter with the character that it names. GB/T 15835-2011 forbids parting a figure over two
// lines; CLREQ asks for units to follow.
#include <glib.h>

#include "text/letters.h"
#include "text/units.h"

// The text that is being read.
struct text {
    struct letter *letters;
    uint32_t count;
};

static unsigned class_at(const struct text *text, uint32_t at)
{
    return at < text->count ? text->letters[at].class : LETTER_END;
}

static uint32_t character_at(const struct text *text, uint32_t at)
{
    return at < text->count ? text->letters[at].character : 0;
}

static bool is_han_of(const struct text *text, uint32_t at, const char *set)
{
    return class_at(text, at) == LETTER_HAN &&
           g_utf8_strchr(set, -1, text->letters[at].character) != NULL;
}

static bool is_capital_at(const struct text *text, uint32_t at)
{
    uint32_t c = character_at(text, at);
    return c >= 'A' && c <= 'Z';
}

static void bond_at(struct text *text, uint32_t at, enum bond bond)
{
    if (text->letters[at].bond < bond)
        text->letters[at].bond = (uint8_t)bond;
}

// --- Units ---

static uint32_t find_powers_end(const struct text *text, uint32_t at)
{
    uint32_t end = at;
    while (end - at < 3 && is_han_of(text, end, "十百千万亿兆"))
        end++;
    if (is_han_of(text, end, "余多几来"))
        end++;
    return end;
}

// Characters that never measure what stands before them: 2020和2021, 12的倍数.
static bool is_link_at(const struct text *text, uint32_t at)
{
    return is_han_of(text, at,
                     "和与及或至到的地得是为在有而且也就都还又则将被向于其即但因了着过等");
}

// Powers of ten hold to the figure, and so does the first character of a unit. Any character may
// be one that the table lacks, but after a power of ten only a known unit counts: 55万殷殷期盼的人.
static uint32_t bond_unit(struct text *text, uint32_t at)
{
    uint32_t start = at;
    if (class_at(text, at) == LETTER_SPACE && class_at(text, at + 1) == LETTER_HAN)
        start++; // one space of the author's does not part them
    uint32_t unit = find_powers_end(text, start);
    uint32_t length =
        unit < text->count ? unit_length(text->letters + unit, text->count - unit) : 0;
    if (length == 0 && unit == at && class_at(text, at) == LETTER_HAN && !is_link_at(text, at))
        length = 1;
    uint32_t end = unit + length;
    if (end == start)
        return at;
    for (uint32_t i = start; i < end; i++) {
        bool leads = i <= unit || (i == start + 1 && length == 2);
        bond_at(text, i, i == start ? BOND_STRONG : leads ? BOND_FIRM : BOND_SOFT);
    }
    return end;
}

// What measures in Latin letters, after a space: 5 km.
static bool is_latin_unit(const struct text *text, uint32_t from, uint32_t to)
{
    static const char units[] =
        " m km cm mm dm nm kg g mg t L mL ml h min s ms W kW MW GW kWh MWh V "
        "kV A mA mAh Hz kHz MHz GHz B KB MB GB TB PB kB ha hm Pa kPa MPa K J kJ "
        "kcal cal dB px pt em bit Mbps Gbps GWh mol lx N ";
    char name[8] = " ";
    uint32_t length = 1;
    for (; from < to && length < sizeof(name) - 2; from++)
        name[length++] = (char)text->letters[from].character;
    name[length] = ' ';
    return from == to && g_strstr_len(units, -1, name) != NULL;
}

static void bond_latin_unit(struct text *text, uint32_t at)
{
    uint32_t from = at + 1, to = from;
    if (class_at(text, at) != LETTER_SPACE)
        return;
    while (class_at(text, to) == LETTER_LATIN)
        to++;
    if (to > from && is_latin_unit(text, from, to))
        bond_at(text, from, BOND_STRONG);
}

// --- Numbers ---

// The end of the number that begins at `at`: 1,234.5 and 10:30 and 3∶2 are one.
static uint32_t bond_digits(struct text *text, uint32_t at)
{
    uint32_t end = at;
    for (;; end++) {
        uint32_t c = character_at(text, end);
        bool joins = c == ',' || c == '.' || c == ':' || c == 0x2236 || c == '/';
        if (class_at(text, end) != LETTER_DIGIT &&
            !(joins && class_at(text, end + 1) == LETTER_DIGIT))
            return end;
        if (end > at)
            bond_at(text, end, BOND_STRONG);
    }
}

// 10℃～20℃, 5日～10日, 8-9月: the sign holds on to both ends.
static void bond_range(struct text *text, uint32_t at)
{
    unsigned class = class_at(text, at);
    if (class_at(text, at + 1) != LETTER_DIGIT ||
        (class != LETTER_CONNECT && class != LETTER_DASH && character_at(text, at) != '-'))
        return;
    bond_at(text, at, BOND_STRONG);
    bond_at(text, at + 1, BOND_STRONG);
}

static uint32_t bond_number(struct text *text, uint32_t at)
{
    if (at > 0 && character_at(text, at - 1) == U'第')
        bond_at(text, at, BOND_STRONG);
    uint32_t end = bond_digits(text, at);
    uint32_t after;
    if (class_at(text, end) == LETTER_POSTFIX) {
        after = end + 1; // no line begins with it anyway
    } else {
        after = bond_unit(text, end);
        bond_latin_unit(text, end);
    }
    bond_range(text, after);
    return after;
}

// --- Numbers in characters ---

// Asked of every character: quick.
static bool is_numeral(uint32_t c)
{
    switch (c) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'千':
    case U'万':
    case U'亿':
    case U'两':
        return true;
    default:
        return false;
    }
}

static uint32_t find_numeral_end(const struct text *text, uint32_t at)
{
    while (is_numeral(character_at(text, at)))
        at++;
    return at;
}

// 第十四届 and 二〇二二年 are figures like 第14届 and 2022年. Other numbers in characters only hold
// together where nothing else suffers: they are words, too.
static uint32_t bond_numeral(struct text *text, uint32_t at)
{
    bool is_ordinal = character_at(text, at) == U'第';
    uint32_t from = is_ordinal ? at + 1 : at, end = find_numeral_end(text, from);
    if (end == from)
        return at + 1;
    bool is_year = end - from >= 2 && is_han_of(text, end, "年");
    for (uint32_t i = from; is_year && i < end; i++)
        is_year = !is_han_of(text, i, "十百千万亿两");
    uint32_t length = end < text->count ? unit_length(text->letters + end, text->count - end) : 0;
    enum bond bond = is_ordinal || is_year ? BOND_FIRM : BOND_SOFT;
    if (!is_ordinal && (length == 0 || end - from < 2))
        return end;
    for (uint32_t i = from; i < end + length; i++) {
        if (i > at)
            bond_at(text, i, i <= end ? bond : BOND_SOFT);
    }
    if (is_ordinal)
        bond_at(text, from, BOND_STRONG);
    return end + length;
}

// --- Names ---

// A级, B超: one letter by itself names what follows; of two and three some kinds.
static bool names_next(const struct text *text, uint32_t from, uint32_t end)
{
    if (class_at(text, end) != LETTER_HAN)
        return false;
    return (end - from == 1 && is_capital_at(text, from) && !is_link_at(text, end)) ||
           (end - from <= 3 &&
            is_han_of(text, end, "级类线股座型口区轮字款版照证卡柜机路站楼栋馆"));
}

// Wi-Fi 6, GB/T 15834: a name in capitals and its number.
static void bond_model(struct text *text, uint32_t from, uint32_t end)
{
    bool has_capital = false;
    for (uint32_t i = from; i < end; i++)
        has_capital = has_capital || is_capital_at(text, i);
    if (has_capital && class_at(text, end) == LETTER_SPACE &&
        class_at(text, end + 1) == LETTER_DIGIT)
        bond_at(text, end + 1, BOND_FIRM);
}

// A word of Latin letters, with the digits that follow at once: S312 is no number.
static uint32_t bond_word(struct text *text, uint32_t at)
{
    uint32_t end = at;
    while (class_at(text, end) == LETTER_LATIN)
        end++;
    if (names_next(text, at, end))
        bond_at(text, end, BOND_STRONG);
    bond_model(text, at, end);
    if (class_at(text, end) != LETTER_DIGIT || !g_unichar_isalpha(character_at(text, end - 1)))
        return end;
    return bond_digits(text, end);
}

void letters_bond(struct letter *letters, uint32_t count)
{
    struct text text = {letters, count};
    for (uint32_t i = 0; i < count;) {
        switch (letters[i].class) {
        case LETTER_LATIN:
            i = bond_word(&text, i);
            break;
        case LETTER_DIGIT:
            i = bond_number(&text, i);
            break;
        case LETTER_HAN:
            i = bond_numeral(&text, i);
            break;
        default:
            i++;
        }
    }
}
