// SPDX-License-Identifier: MIT
#include "text/letters.h"

#include <glib.h>
#include <string.h>

#include "spec/markup.h"

#define REPLACEMENT UINT32_C(0xFFFD)

bool letter_class_is_mark(unsigned class)
{
    return class >= LETTER_OPEN && class <= LETTER_MIDDLE;
}

bool letter_class_is_western(unsigned class)
{
    return class >= LETTER_DIGIT && class <= LETTER_LATIN_CLOSE;
}

bool letter_is_wide(const struct letter *letter)
{
    return !letter->is_latin && letter->class <= LETTER_POSTFIX;
}

// --- Classes of single characters ---

static unsigned classify_ascii(uint32_t c)
{
    if (g_ascii_isdigit((char)c))
        return LETTER_DIGIT;
    switch (c) {
    case ' ':
    case '\t':
        return LETTER_SPACE;
    case '\n':
        return LETTER_END;
    case '(':
    case '[':
    case '{':
        return LETTER_LATIN_OPEN;
    case ')':
    case ']':
    case '}':
    case ',':
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
        return LETTER_LATIN_CLOSE;
    case '$':
        return LETTER_PREFIX;
    case '%':
        return LETTER_POSTFIX;
    case '~':
        return LETTER_CONNECT;
    case '/':
        return LETTER_SOLIDUS;
    default:
        return LETTER_LATIN;
    }
}

// Marks between Latin-1 and the CJK blocks. LETTER_LATIN where the character is none of them.
static unsigned classify_general(uint32_t c, bool *is_latin)
{
    *is_latin = false;
    switch (c) {
    case 0x00A5: // yen and yuan
    case 0x00A3:
        *is_latin = true;
        return LETTER_PREFIX;
    case 0x20AC:
    case 0x2116:
        return LETTER_PREFIX;
    case 0x00B0:
    case 0x2030:
    case 0x2031:
        *is_latin = true;
        return LETTER_POSTFIX;
    case 0x2032:
    case 0x2033:
    case 0x2103:
    case 0x2109:
        return LETTER_POSTFIX;
    case 0x00B7:
    case 0x2027:
        return LETTER_MIDDLE;
    case 0x2013:
    case 0x2010:
        return LETTER_CONNECT;
    case 0x2014:
    case 0x2015:
    case 0x2E3A:
        return LETTER_DASH;
    case 0x2018:
    case 0x201C:
        return LETTER_OPEN;
    case 0x2019:
    case 0x201D:
        return LETTER_CLOSE;
    case 0x2026:
    case 0x22EF:
        return LETTER_ELLIPSIS;
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return LETTER_EXCLAIM;
    case 0x2028:
    case 0x2029:
    case 0x0085:
        return LETTER_END;
    case 0x00A0:
    case 0x202F:
    case 0x205F:
        return LETTER_SPACE;
    default:
        break;
    }
    if (c >= 0x2000 && c <= 0x200A)
        return LETTER_SPACE;
    // Arrows, circled digits, box drawing, shapes, dingbats: set on an em like a character.
    if ((c >= 0x2190 && c <= 0x21FF) || (c >= 0x2460 && c <= 0x27BF) ||
        (c >= 0x2B00 && c <= 0x2BFF) || c == 0x203B || c == 0x2022)
        return LETTER_HAN;
    *is_latin = true;
    return LETTER_LATIN;
}

static unsigned classify_cjk_mark(uint32_t c)
{
    switch (c) {
    case 0x3000:
        return LETTER_SPACE;
    case 0x3001:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
        return LETTER_COMMA;
    case 0x3002:
    case 0xFF0E:
    case 0xFF61:
        return LETTER_STOP;
    case 0xFF01:
    case 0xFF1F:
        return LETTER_EXCLAIM;
    case 0x30FB:
        return LETTER_MIDDLE;
    case 0x301C:
    case 0xFF5E:
        return LETTER_CONNECT;
    case 0xFF0F:
        return LETTER_SOLIDUS;
    case 0xFF04:
    case 0xFFE1:
    case 0xFFE5:
        return LETTER_PREFIX;
    case 0xFF05:
        return LETTER_POSTFIX;
    case 0x301D:
    case 0xFF08:
    case 0xFF3B:
    case 0xFF5B:
    case 0xFF5F:
        return LETTER_OPEN;
    case 0x301E:
    case 0x301F:
    case 0xFF09:
    case 0xFF3D:
    case 0xFF5D:
    case 0xFF60:
        return LETTER_CLOSE;
    default:
        break;
    }
    // 〈〉《》「」『』【】 and 〔〕〖〗〘〙〚〛: opening marks are even up to U+3011, and from
    // U+3014 on.
    if ((c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301B))
        return c % 2 == 0 ? LETTER_OPEN : LETTER_CLOSE;
    return LETTER_HAN;
}

static bool is_extending(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || c == 0x200C || c == 0x200D ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F) ||
           (c >= 0xE0100 && c <= 0xE01EF) || c == 0x3099 || c == 0x309A ||
           (c < 0x2E80 && g_unichar_ismark(c));
}

void letter_classify(struct letter *letter)
{
    uint32_t c = letter->character;
    letter->is_latin = false;
    if (c < 0x80) {
        letter->class = (uint8_t)classify_ascii(c);
        letter->is_latin = true;
    } else if (c >= 0x4E00 && c <= 0x9FFF) { // nearly all of a Chinese text
        letter->class = LETTER_HAN;
    } else if (is_extending(c)) {
        letter->class = LETTER_EXTEND;
    } else if (c < 0x2E80) {
        letter->class = (uint8_t)classify_general(c, &letter->is_latin);
    } else if (c < 0x3400 || (c >= 0xFF00 && c <= 0xFFEF)) {
        letter->class = (uint8_t)classify_cjk_mark(c);
    } else {
        letter->class = LETTER_HAN;
    }
}

// --- Marks that two ways of writing share ---

// The class of the nearest letter that is neither space nor the same character, in one direction;
// LETTER_END at the edge of a line.
static const struct letter *find_beside(const struct letter *letters, uint32_t count, uint32_t at,
                                        int step)
{
    static const struct letter edge = {.class = LETTER_END};
    for (int64_t i = (int64_t)at + step; i >= 0 && i < (int64_t)count; i += step) {
        const struct letter *letter = &letters[i];
        if (letter->class == LETTER_END)
            break;
        if (letter->class != LETTER_SPACE && letter->class != LETTER_EXTEND &&
            letter->character != letters[at].character)
            return letter;
    }
    return &edge;
}

static bool is_western(const struct letter *letter)
{
    return letter->is_latin && letter_class_is_western(letter->class);
}

// A shared mark is Latin where Latin stands on both sides; the edge of a line is Latin only in a
// text without a single Chinese character.
static void resolve_shared(struct letter *letters, uint32_t count, uint32_t at, bool has_han)
{
    struct letter *letter = &letters[at];
    const struct letter *before = find_beside(letters, count, at, -1);
    const struct letter *after = find_beside(letters, count, at, 1);
    bool western_before = is_western(before) || (before->class == LETTER_END && !has_han);
    bool western_after = is_western(after) || (after->class == LETTER_END && !has_han);
    bool is_latin = western_before && western_after;
    switch (letter->class) {
    case LETTER_OPEN:
        letter->class = is_latin ? LETTER_LATIN_OPEN : LETTER_OPEN;
        break;
    case LETTER_CLOSE:
        letter->class = is_latin ? LETTER_LATIN_CLOSE : LETTER_CLOSE;
        break;
    case LETTER_CONNECT:
        break;           // no line begins with it either way; only its face differs
    case LETTER_SOLIDUS: // and/or is one word; 镇/街道 are two
        if (is_latin)
            letter->class = LETTER_LATIN;
        return;
    default:
        letter->class = is_latin ? LETTER_LATIN : letter->class;
        break;
    }
    letter->is_latin = is_latin;
}

static bool is_shared(uint32_t c)
{
    return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x00B7 || c == 0x2013 ||
           c == 0x2014 || c == 0x2026 || c == '/';
}

static void resolve_letters(struct letter *letters, uint32_t count)
{
    bool has_han = false;
    for (uint32_t i = 0; i < count && !has_han; i++)
        has_han = letters[i].class == LETTER_HAN;
    for (uint32_t i = 0; i < count; i++) {
        if (is_shared(letters[i].character))
            resolve_shared(letters, count, i, has_han);
    }
}

// --- Emoji of several characters ---

static bool is_regional(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

// What a joiner joins, and the second half of a flag, belong to what is before; a keycap is no
// digit. (Unicode's UTS #51, "Emoji Sequences".)
static void join_emoji(struct letter *letters, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct letter *letter = &letters[i], *before = &letters[i - 1];
        bool is_flag = is_regional(letter->character) && is_regional(before->character) &&
                       before->class != LETTER_EXTEND;
        if ((before->character == 0x200D && letter->character >= 0x2190 &&
             letter->class == LETTER_HAN) ||
            is_flag)
            letter->class = LETTER_EXTEND;
        if (letter->character != 0x20E3)
            continue;
        if (before->character == 0xFE0F && i > 1)
            before--;
        before->class = LETTER_HAN;
        before->is_latin = false;
    }
}

// --- Reading ---

// The character at `text` and its length; U+FFFD for a byte that is not UTF-8.
static uint32_t decode(const char *text, uint32_t bytes, uint32_t *length)
{
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) {
        *length = 1;
        return first;
    }
    gunichar c = g_utf8_get_char_validated(text, (gssize)bytes);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *length = 1;
        return REPLACEMENT;
    }
    *length = (uint32_t)(g_utf8_skip[first]);
    return c;
}

// Controls, and marks that only steer bidirectional text, have no place on a poster.
static bool is_dropped(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0 && c != 0x85) ||
           c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x00AD;
}

// The span at hand while a text is read, and those around it.
struct open_spans {
    uint16_t at, outer[MARKUP_MAX_DEPTH];
    unsigned depth;
};

// The bytes of a span's beginning or end at `text`; 0 where there is none.
static uint32_t read_span(struct span_list *list, struct open_spans *open, const char *text,
                          uint32_t bytes)
{
    if (*text == MARKUP_CLOSE) {
        if (open->depth > 0)
            open->at = open->outer[--open->depth];
        return 1;
    }
    const char *middle =
        *text == MARKUP_OPEN ? memchr(text, MARKUP_MIDDLE, MIN(bytes, MARKUP_MAX_WORDS + 2)) : NULL;
    if (middle == NULL || open->depth == MARKUP_MAX_DEPTH)
        return 0;
    open->outer[open->depth++] = open->at;
    open->at = list ? span_add(list, open->at, text + 1) : 0;
    return (uint32_t)(middle - text) + 1;
}

static void begin_spans(struct span_list *list)
{
    struct span plain = {.scale = 1};
    if (list)
        g_array_append_val(list->spans, plain);
}

static enum hint find_hint(uint32_t c)
{
    if (c == 0x200B)
        return HINT_BREAK;
    return c == 0x2060 || c == 0xFEFF ? HINT_JOIN : HINT_NONE; // U+FEFF is how it was once written
}

struct letter *letters_read(const char *text, uint32_t bytes, bool normalise,
                            struct span_list *spans, uint32_t *count)
{
    struct letter *letters = g_new(struct letter, (gsize)bytes + 1);
    struct open_spans open = {0};
    uint32_t used = 0;
    begin_spans(spans);
    enum hint hint = HINT_NONE;
    for (uint32_t at = 0; at < bytes;) {
        uint32_t skipped = read_span(spans, &open, text + at, bytes - at);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        uint32_t length;
        uint32_t c = decode(text + at, bytes - at, &length);
        struct letter letter = {.character = c, .from = at, .to = at + length, .span = open.at};
        at += length;
        if (is_dropped(c))
            continue;
        if (find_hint(c) != HINT_NONE) {
            hint = find_hint(c);
            continue;
        }
        letter.hint = (uint8_t)hint;
        hint = HINT_NONE;
        letter_classify(&letter);
        if (letter.class == LETTER_EXTEND && (used == 0 || letters[used - 1].class == LETTER_END))
            letter.class = LETTER_HAN; // nothing to belong to
        letters[used++] = letter;
    }
    join_emoji(letters, used);
    resolve_letters(letters, used);
    if (normalise)
        used = letters_normalise(letters, used);
    letters_bond(letters, used);
    *count = used;
    return letters;
}
