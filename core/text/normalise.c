// SPDX-License-Identifier: MIT
//
// Half-width marks beside Chinese characters, as people type them, become the full-width marks of
// GB/T 15834. Never inside numbers (1,234), times and ratios (10:30), addresses (http://…) and
// Latin text.
#include <glib.h>
#include <string.h>

#include "text/letters.h"

enum { MAX_DEPTH = 32, MAX_QUOTED = 256 };

static bool is_line_end(const struct letter *letters, uint32_t count, int64_t at)
{
    return at < 0 || at >= (int64_t)count || letters[at].class == LETTER_END;
}

// Is the nearest letter before (step -1) or after (1), spaces left out, a Chinese one?
static bool is_beside_wide(const struct letter *letters, uint32_t count, uint32_t at, int step)
{
    int64_t i = (int64_t)at + step;
    while (!is_line_end(letters, count, i) &&
           (letters[i].class == LETTER_SPACE || letters[i].class == LETTER_EXTEND))
        i += step;
    return !is_line_end(letters, count, i) && letter_is_wide(&letters[i]);
}

static void set_character(struct letter *letter, uint32_t character)
{
    letter->character = character;
    letter_classify(letter);
}

static uint32_t find_full_width(uint32_t c)
{
    switch (c) {
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
        return c + 0xFEE0; // the full-width forms keep the order of ASCII
    default:
        return 0;
    }
}

// --- Addresses ---

static bool is_address_letter(const struct letter *letter)
{
    return letter->character > ' ' && letter->character < 0x7F;
}

static bool starts_with(const struct letter *letters, uint32_t count, uint32_t at, const char *word)
{
    for (; *word; word++, at++) {
        if (at >= count || letters[at].character != (unsigned char)*word)
            return false;
    }
    return true;
}

static bool is_mark_beside(const struct letter *letter)
{
    return is_address_letter(letter) && strchr(",;:!?(", (int)letter->character);
}

// Whether a run of ASCII begins at `at`, one mark before it left out: 网址:https://…
static bool begins_run(const struct letter *letters, uint32_t at)
{
    if (is_mark_beside(&letters[at]))
        return false;
    if (at > 0 && is_mark_beside(&letters[at - 1]))
        at--;
    return at == 0 || !is_address_letter(&letters[at - 1]);
}

// The end of a run of ASCII from `at` that is an address, or `at` if it is none. Marks beside it
// are not part of it. Asked only where a run begins, so that a long run is read once.
static uint32_t find_address_end(const struct letter *letters, uint32_t count, uint32_t at)
{
    if (!begins_run(letters, at))
        return at;
    uint32_t end = at;
    bool is_address = starts_with(letters, count, at, "www.");
    for (; end < count && is_address_letter(&letters[end]); end++)
        is_address = is_address ||
                     (letters[end].character == ':' && starts_with(letters, count, end, "://"));
    if (!is_address)
        return at;
    while (end > at && strchr(",;:!?)", (int)letters[end - 1].character))
        end--;
    return end;
}

// --- Pairs ---

static bool has_wide(const struct letter *letters, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (letter_is_wide(&letters[i]))
            return true;
    }
    return false;
}

static bool is_latin_letter(const struct letter *letters, uint32_t count, int64_t at)
{
    return !is_line_end(letters, count, at) &&
           (letters[at].class == LETTER_LATIN || letters[at].class == LETTER_DIGIT);
}

// Straight quotes around or among Chinese become curved ones; an apostrophe and the sign of inches
// have no partner and stay.
static void pair_quotes(struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t quote = letters[at].character;
    if (quote == '\'' && is_latin_letter(letters, count, (int64_t)at - 1))
        return;
    uint32_t end = at + 1;
    while (end < count && end - at < MAX_QUOTED && letters[end].class != LETTER_END &&
           letters[end].character != quote)
        end++;
    if (end >= count || letters[end].character != quote || end == at + 1)
        return;
    if (quote == '\'' && is_latin_letter(letters, count, (int64_t)end + 1))
        return;
    if (!has_wide(letters, at + 1, end) &&
        !(is_beside_wide(letters, count, at, -1) && is_beside_wide(letters, count, end, 1)))
        return;
    set_character(&letters[at], quote == '"' ? 0x201C : 0x2018);
    set_character(&letters[end], quote == '"' ? 0x201D : 0x2019);
}

// Brackets change together: where Chinese stands before them or inside.
static void pair_bracket(struct letter *letters, uint32_t count, uint32_t open, uint32_t close)
{
    if (!has_wide(letters, open + 1, close) && !is_beside_wide(letters, count, open, -1))
        return;
    set_character(&letters[open], 0xFF08);
    set_character(&letters[close], 0xFF09);
}

static void normalise_brackets(struct letter *letters, uint32_t count)
{
    uint32_t open[MAX_DEPTH];
    unsigned depth = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = find_address_end(letters, count, i);
        if (end > i) {
            i = end - 1;
            continue;
        }
        if (letters[i].class == LETTER_END)
            depth = 0;
        else if (letters[i].character == '(' && depth < MAX_DEPTH)
            open[depth++] = i;
        else if (letters[i].character == ')' && depth > 0)
            pair_bracket(letters, count, open[--depth], i);
        else if (letters[i].character == '"' || letters[i].character == '\'')
            pair_quotes(letters, count, i);
    }
}

// --- Runs of stops and hyphens ---

// Whether a line ends at `at`, or a Chinese character or mark stands there.
static bool is_wide_or_end(const struct letter *letters, uint32_t count, int64_t at)
{
    return is_line_end(letters, count, at) || letter_is_wide(&letters[at]);
}

// Three to six stops after Chinese, and two to four hyphens within it, are how an ellipsis and a
// dash are typed: each becomes two characters. The rest are left out, their bytes given to the
// second. Whatever stands beside Latin or a space is somebody's own notation.
static uint32_t join_runs(struct letter *letters, uint32_t count)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = letters[i].character, end = i + 1;
        letters[used++] = letters[i];
        if ((c != '.' && c != '-') || used < 2 || !letter_is_wide(&letters[used - 2]))
            continue;
        while (end < count && letters[end].character == c)
            end++;
        bool is_ellipsis = c == '.' && end - i >= 3 && end - i <= 6;
        bool is_dash =
            c == '-' && end - i >= 2 && end - i <= 4 && !is_line_end(letters, count, end);
        if ((!is_ellipsis && !is_dash) || !is_wide_or_end(letters, count, end))
            continue;
        letters[used] = letters[i + 1];
        letters[used].to = letters[end - 1].to;
        set_character(&letters[used - 1], is_ellipsis ? 0x2026 : 0x2014);
        set_character(&letters[used++], is_ellipsis ? 0x2026 : 0x2014);
        i = end - 1;
    }
    return used;
}

// 好:) is a face, and != an operator. A bracket that has a partner is full-width by now.
static bool is_notation(const struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t c = letters[at].character;
    uint32_t next = at + 1 < count ? letters[at + 1].character : 0;
    if ((c == ':' || c == ';') && next == '-')
        next = at + 2 < count ? letters[at + 2].character : 0;
    return ((c == ':' || c == ';') && (next == ')' || next == '(')) || (c == '!' && next == '=');
}

uint32_t letters_normalise(struct letter *letters, uint32_t count)
{
    normalise_brackets(letters, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = find_address_end(letters, count, i);
        if (end > i) {
            i = end - 1;
            continue;
        }
        uint32_t full = find_full_width(letters[i].character);
        // Left to right, so that in 好?! the second mark finds a full-width one before it.
        if (full != 0 && !is_notation(letters, count, i) &&
            (is_beside_wide(letters, count, i, -1) || is_beside_wide(letters, count, i, 1)))
            set_character(&letters[i], full);
    }
    return join_runs(letters, count);
}
