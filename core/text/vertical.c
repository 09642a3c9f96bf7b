// SPDX-License-Identifier: MIT
#include "text/vertical.h"

#include <glib.h>
#include <math.h>

// Digits side by side leave this much of the em to their neighbours in the next columns.
#define COMBINED_WIDTH 0.98

enum { COMBINED_DIGITS = 3 };

// --- How letters stand ---

static bool is_sign(uint32_t c)
{
    return c == '+' || c == '-' || c == 0x2212 || c == 0x00B1;
}

static bool is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_small_letter(uint32_t c)
{
    return c >= 0x80 ? g_unichar_islower(c) : g_ascii_islower((char)c);
}

// Arrows point along the line and boxes are drawn along it (UTR #50 class R).
static bool lies_always(uint32_t c)
{
    return (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2500 && c <= 0x259F) ||
           (c >= 0x2B00 && c <= 0x2B11) || c == 0x2013 || c == 0x2010;
}

bool vertical_needs_form(uint32_t c)
{
    return (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301F && c != 0x301C) ||
           c == 0x301C || c == 0xFF5E || c == 0xFF08 || c == 0xFF09 || c == 0xFF3B || c == 0xFF3D ||
           c == 0xFF5B || c == 0xFF5D || c == 0xFF5F || c == 0xFF60 || c == 0x2014 || c == 0x2015 ||
           c == 0x2E3A || c == 0x2026 || c == 0x22EF || c == 0x30FC || c == 0xFF0D || c == 0xFF1D;
}

// Curved quotes have no form for columns; 『』 and 「」 take their place.
static uint32_t find_upright_form(uint32_t c)
{
    switch (c) {
    case 0x201C:
        return 0x300E;
    case 0x201D:
        return 0x300F;
    case 0x2018:
        return 0x300C;
    case 0x2019:
        return 0x300D;
    case '%':
        return 0xFF05;
    case '$':
        return 0xFF04;
    case 0x00A3:
        return 0xFFE1;
    case 0x00A5:
        return 0xFFE5;
    default:
        return c;
    }
}

static void stand_letter(struct letter *letter)
{
    uint8_t class = letter->class;
    letter->character = find_upright_form(letter->character);
    letter_classify(letter);
    letter->class = class;
    letter->turn = TURN_UPRIGHT;
}

static void turn_letters(struct letter *letters, uint32_t from, uint32_t to, enum turn turn)
{
    for (uint32_t i = from; i < to; i++)
        letters[i].turn = (uint8_t)turn;
}

// Latin letters without a space between.
struct word {
    uint32_t from, to;       // with the signs around
    uint32_t first, last;    // what is between $ and %
    uint32_t digits, others; // of what is between
    bool is_signed;
};

static struct word read_word(const struct letter *letters, uint32_t from, uint32_t to)
{
    struct word word = {.from = from, .to = to, .first = from, .last = to};
    while (word.last > from + 1 && letters[word.last - 1].class == LETTER_POSTFIX)
        word.last--;
    while (word.first + 1 < word.last && letters[word.first].class == LETTER_PREFIX)
        word.first++;
    for (uint32_t i = word.first; i < word.last; i++) {
        if (letters[i].class == LETTER_DIGIT)
            word.digits++;
        else if (i == word.first && is_sign(letters[i].character))
            word.is_signed = true;
        else
            word.others++;
    }
    return word;
}

static bool is_number(const struct word *word)
{
    return word->digits > 0 && word->others == 0 && word->last - word->first <= COMBINED_DIGITS;
}

// 5A, G7: one digit and one capital.
static bool is_grade(const struct letter *letters, const struct word *word)
{
    return word->from == word->first && word->to == word->last && word->to - word->from == 2 &&
           word->digits == 1 && !word->is_signed &&
           (is_capital(letters[word->from].character) ||
            is_capital(letters[word->to - 1].character));
}

static bool is_latin_word(const struct letter *letters, uint32_t count, int64_t at)
{
    return at >= 0 && at < (int64_t)count && letters[at].is_latin &&
           letters[at].class == LETTER_LATIN;
}

// Windows 11, Vitamin C: a number or a letter among Latin words goes the way they go.
static bool is_among_words(const struct letter *letters, uint32_t count, const struct word *word)
{
    int64_t before = (int64_t)word->from - 1, after = word->to;
    while (before >= 0 && letters[before].class == LETTER_SPACE)
        before--;
    while (after < (int64_t)count && letters[after].class == LETTER_SPACE)
        after++;
    return is_latin_word(letters, count, before) || is_latin_word(letters, count, after);
}

// $5, 12%, -5: upright or side by side, and so are the signs around. 30° is one piece.
static void turn_number(struct letter *letters, const struct word *word)
{
    uint32_t last = word->last;
    if (last - word->first < COMBINED_DIGITS && last + 1 == word->to &&
        letters[last].character == 0x00B0)
        last++;
    for (uint32_t i = word->from; i < word->first; i++)
        stand_letter(&letters[i]);
    turn_letters(letters, word->first, last,
                 last - word->first == 1 ? TURN_UPRIGHT : TURN_COMBINED);
    for (uint32_t i = last; i < word->to; i++)
        stand_letter(&letters[i]);
}

static void turn_word(struct letter *letters, uint32_t count, uint32_t from, uint32_t to)
{
    struct word word = read_word(letters, from, to);
    bool among = is_among_words(letters, count, &word);
    if (!among && is_number(&word))
        turn_number(letters, &word);
    else if (!among && is_grade(letters, &word))
        turn_letters(letters, from, to, TURN_COMBINED);
    else if (!among && to - from == 1 && is_capital(letters[from].character))
        letters[from].turn = TURN_UPRIGHT;
    else
        turn_letters(letters, from, to, TURN_SIDEWAYS);
}

// Words with small letters hang from the middle of these, and so does what stands among them.
static void lower_words(struct letter *letters, uint32_t count)
{
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i, words = i;
        bool is_small = false;
        for (; end < count &&
               (letters[end].turn == TURN_SIDEWAYS || letters[end].class == LETTER_SPACE);
             end++) {
            is_small =
                is_small || (letters[end].is_latin && is_small_letter(letters[end].character));
            words = end + 1;
        }
        for (uint32_t k = i; is_small && k < words; k++) {
            if (letters[k].turn == TURN_SIDEWAYS && letters[k].is_latin)
                letters[k].turn = TURN_SIDEWAYS_SMALL;
        }
        i = end > i ? end : i + 1;
    }
}

void letters_turn(struct letter *letters, uint32_t count)
{
    for (uint32_t i = 0; i < count;) {
        struct letter *letter = &letters[i];
        uint32_t end = i + 1;
        if (letter->class == LETTER_EXTEND) {
            letter->turn = i > 0 ? letters[i - 1].turn : TURN_UPRIGHT;
        } else if (letter->class != LETTER_SPACE && letter->class != LETTER_END) {
            if (letter->is_latin) {
                while (end < count &&
                       (letters[end].is_latin || letters[end].class == LETTER_EXTEND) &&
                       letters[end].class != LETTER_SPACE && letters[end].class != LETTER_END)
                    end++;
                turn_word(letters, count, i, end);
            } else if (lies_always(letter->character)) {
                letter->turn = TURN_SIDEWAYS;
            } else {
                stand_letter(letter);
            }
        }
        i = end;
    }
    lower_words(letters, count);
}

// --- Where glyphs go ---

struct ink vertical_ink(const struct atom *atom, const struct atom_glyph *glyph, struct ink ink)
{
    double x = glyph->x, y = glyph->y, stretch = (double)atom->stretch;
    if (atom->turn == TURN_UPRIGHT || atom->turn == TURN_COMBINED)
        return (struct ink){x + ink.top, y - ink.right * stretch, x + ink.bottom,
                            y - ink.left * stretch};
    return (struct ink){x + ink.left, y + ink.top, x + ink.right, y + ink.bottom};
}

static struct ink find_ink(const struct face *face, uint32_t character)
{
    hb_codepoint_t glyph;
    if (!hb_font_get_nominal_glyph(face->hb_font, character, &glyph))
        return (struct ink){0};
    return face_ink(face, glyph);
}

double vertical_middle(const struct face *face, bool is_small)
{
    double top = -find_ink(face, is_small ? 'x' : 'H').top;
    return top > 0 ? top / 2 : VERTICAL_EM_MIDDLE;
}

void vertical_stand(const struct face *face, const hb_glyph_info_t *infos,
                    const hb_glyph_position_t *positions, unsigned count, double width,
                    double middle, struct atom_glyph *glyphs)
{
    double unit = 1.0 / face->units_per_em;
    double half = hb_font_get_glyph_h_advance(face->hb_font, infos[0].codepoint) * unit / 2;
    double along = width / 2 + middle, across = half;
    int32_t right = 0, up = 0; // the pen
    for (unsigned i = 0; i < count; i++) {
        int32_t x = right + positions[i].x_offset - positions[0].x_offset;
        int32_t y = up + positions[i].y_offset - positions[0].y_offset;
        glyphs[i] = (struct atom_glyph){infos[i].codepoint, along - y * unit, across - x * unit};
        right += positions[i].x_advance;
        up += positions[i].y_advance;
    }
}

double vertical_combine(const struct face *face, const hb_glyph_info_t *infos,
                        const hb_glyph_position_t *positions, unsigned count,
                        struct atom_glyph *glyphs)
{
    double unit = 1.0 / face->units_per_em, pen = 0, left = INFINITY, right = -INFINITY;
    for (unsigned i = 0; i < count; i++) {
        struct ink ink = face_ink(face, infos[i].codepoint);
        double x = pen + positions[i].x_offset * unit;
        left = fmin(left, x + ink.left);
        right = fmax(right, x + ink.right);
        glyphs[i] = (struct atom_glyph){infos[i].codepoint, 0, x};
        pen += positions[i].x_advance * unit;
    }
    // Centred by their advances, so that 10 and 11 stand alike; fitted by their ink.
    double reach = fmax(pen / 2 - left, right - pen / 2) * 2;
    double stretch = reach > COMBINED_WIDTH ? COMBINED_WIDTH / reach : 1;
    double middle = vertical_middle(face, false);
    for (unsigned i = 0; i < count; i++) {
        glyphs[i].x = 0.5 + middle - positions[i].y_offset * unit;
        glyphs[i].y = (pen / 2 - glyphs[i].y) * stretch;
    }
    return stretch;
}
