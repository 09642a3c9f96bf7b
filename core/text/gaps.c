// SPDX-License-Identifier: MIT
//
// The gap between two atoms, by their classes: how wide, how far it gives way, whether a line may
// end there. After CLREQ ("Adjustment of punctuation marks", "Line adjustment") and GB/T 15834.
#include <string.h>

#include <haibao/text.h>

#include "text/atoms.h"
#include "text/letters.h"

// Between Chinese and Latin, in em. CLREQ allows up to 1/4.
#define MIXED_GAP 0.2
#define MIXED_LEAST (1.0 / 8)
#define MIXED_TIGHT (1.0 / 32) // rather than tear a narrow column apart
#define MIXED_GROWN (1.0 / 4)
#define MIXED_MOST 0.42

#define WORD_LEAST 0.18
#define WORD_GROWN 0.4
#define WORD_MOST 0.5

#define HAN_SPACE 0.5 // an author's space between Chinese characters parts phrases
#define NO_LIMIT 1e9

#define CUT_WORD 60.0
#define CUT_KEPT 90.0     // in what the author keeps
#define CUT_NUMBER 1000.0 // before a unit
#define CUT_DIGITS 2500.0 // 6363|9999, where 0371-|63639999 can be had

// Two atoms and what is known about the place between them.
struct place_between {
    const struct atom *before, *after;
    const struct atom *next; // after `after`, or NULL
    unsigned spaces;
    double space_width; // in Latin text, in em
    bool wide_space;    // U+3000 among them
    bool glued;         // no-break space among them
    bool kept;          // inside a span that no line ends in
    unsigned exclaims;  // how many ？！ end with `before`
    uint8_t hint;       // enum hint
};

static bool is_wide_mark(const struct atom *atom)
{
    return letter_class_is_mark(atom->class);
}

static bool is_western(const struct atom *atom)
{
    return letter_class_is_western(atom->class);
}

// Latin that stands upright in a column, an em high as Chinese is: one digit, or two side by side.
static bool is_upright_latin(const struct atom *atom)
{
    return (atom->turn == TURN_UPRIGHT || atom->turn == TURN_COMBINED) &&
           (atom->class == LETTER_LATIN || atom->class == LETTER_DIGIT);
}

// Latin, or a sign in Latin form beside a number: % $ 5.
static bool is_mixing(const struct atom *atom)
{
    if (is_upright_latin(atom))
        return false;
    return atom->class == LETTER_LATIN || atom->class == LETTER_DIGIT ||
           ((atom->class == LETTER_PREFIX || atom->class == LETTER_POSTFIX) &&
            atom->natural < 0.96 && atom->character < 0x2100);
}

static bool is_still(const struct atom *atom)
{
    return atom->class == LETTER_MIDDLE || atom->class == LETTER_CONNECT ||
           atom->class == LETTER_SOLIDUS;
}

// --- Width ---

// Marks in the middle of their em, as Taiwan and Hong Kong set them.
static bool is_centred(const struct atom *atom)
{
    return atom->blank_left > 0 && atom->blank_right > 0;
}

// The blank of full-width marks. Neighbours share one; what is inside brackets has none. A mark in
// the middle of its em stays there: the same blank on both its sides, whatever stands beside it.
static void space_marks(struct gap *gap, const struct place_between *place)
{
    double right = place->before->blank_right, left = place->after->blank_left;
    bool before_is_mark = is_wide_mark(place->before), after_is_mark = is_wide_mark(place->after);
    double blank = right > left ? right : left;
    gap->limit = NO_LIMIT;
    if (is_centred(place->before) || is_centred(place->after)) {
        gap->natural = is_centred(place->before) ? right : left;
        gap->shrink[1] = gap->natural / 2;
        gap->shrink[3] = gap->natural / 4;
        gap->weight = 1;
        return;
    }
    if (right > 0 && left > 0) { // ，“ and ）（
        gap->natural = blank;
        gap->shrink[0] = blank / 2;
        gap->shrink[2] = blank / 2;
        gap->weight = 1;
        return;
    }
    if ((right > 0 && after_is_mark) || (left > 0 && before_is_mark) || blank <= 0) {
        // 。” and （《 touch; and so does text with the inner side of a bracket. The two signs of a
        // pair stand in one em.
        gap->weight = before_is_mark && after_is_mark ? 0 : 0.8;
        return;
    }
    gap->weight = 1;
    if (place->before->class == LETTER_EXCLAIM && place->exclaims % 2 == 0)
        return; // ？！ fills its em
    gap->natural = blank;
    unsigned class = right > 0 ? place->before->class : place->after->class;
    switch (class) {
    case LETTER_OPEN:
    case LETTER_CLOSE:
        gap->shrink[0] = blank / 2;
        gap->shrink[2] = blank / 2;
        break;
    case LETTER_COMMA: // to 3/4 em readily; half an em inside a line is for want of anything else
        gap->shrink[1] = blank / 2;
        gap->shrink[3] = blank / 2;
        break;
    default:
        gap->shrink[2] = blank / 2;
        gap->shrink[3] = blank / 2;
        break;
    }
}

// As wide as suits the smaller of the two: beside a large figure, its unit stands close.
static void space_mixed(struct gap *gap, const struct place_between *place)
{
    double scale = (double)MIN(place->before->scale, place->after->scale);
    gap->natural = scale * MIXED_GAP;
    gap->shrink[0] = scale * (MIXED_GAP - MIXED_LEAST);
    gap->shrink[3] = scale * (MIXED_LEAST - MIXED_TIGHT);
    gap->grow = scale * (MIXED_GROWN - MIXED_GAP);
    gap->limit = scale * (MIXED_MOST - MIXED_GAP);
    gap->weight = 1;
}

static void space_words(struct gap *gap, const struct place_between *place)
{
    gap->natural = place->space_width;
    gap->limit = NO_LIMIT;
    gap->weight = 1;
    if (place->space_width > WORD_LEAST)
        gap->shrink[0] = place->space_width - WORD_LEAST;
    if (place->space_width > 0 && place->space_width < WORD_GROWN) {
        gap->grow = WORD_GROWN - place->space_width;
        gap->limit = WORD_MOST - place->space_width;
    }
}

static void space_plain(struct gap *gap, const struct place_between *place)
{
    const struct atom *before = place->before, *after = place->after;
    gap->limit = NO_LIMIT;
    if (is_still(before) || is_still(after) || (is_western(before) && is_western(after)))
        return;
    bool same_sign = before->class == after->class &&
                     (before->class == LETTER_DASH || before->class == LETTER_ELLIPSIS);
    bool clings = before->class == LETTER_PREFIX || after->class == LETTER_POSTFIX ||
                  before->class == LETTER_LATIN_OPEN || after->class == LETTER_LATIN_CLOSE;
    gap->weight = same_sign || clings ? 0 : 1;
}

static void space_gap(struct gap *gap, const struct place_between *place)
{
    const struct atom *before = place->before, *after = place->after;
    bool wide_before = before->class == LETTER_HAN, wide_after = after->class == LETTER_HAN;
    if (place->wide_space) {
        gap->natural = place->spaces;
        gap->weight = 1;
        gap->limit = NO_LIMIT;
    } else if (before->blank_right > 0 || after->blank_left > 0 ||
               (is_wide_mark(before) && before->class != LETTER_MIDDLE) ||
               (is_wide_mark(after) && after->class != LETTER_MIDDLE)) {
        space_marks(gap, place);
    } else if ((wide_before && is_mixing(after)) || (is_mixing(before) && wide_after)) {
        space_mixed(gap, place); // an author's space beside Latin becomes this gap
    } else if (place->spaces > 0 && wide_before && wide_after) {
        gap->natural = HAN_SPACE * place->spaces;
        gap->weight = 1;
        gap->limit = NO_LIMIT;
    } else if (place->spaces > 0 && is_upright_latin(before) == is_upright_latin(after)) {
        space_words(gap, place);
    } else {
        space_plain(gap, place);
    }
}

// --- Ends of lines ---

// 北京—上海: one dash, where two are a pause.
static bool is_single_dash(const struct place_between *place)
{
    const struct atom *after = place->after;
    return after->class == LETTER_DASH && after->advance < 1.5 &&
           place->before->class != LETTER_DASH &&
           !(place->next && place->next->class == LETTER_DASH);
}

static bool never_begins(unsigned class)
{
    switch (class) {
    case LETTER_CLOSE:
    case LETTER_COMMA:
    case LETTER_STOP:
    case LETTER_EXCLAIM:
    case LETTER_MIDDLE:
    case LETTER_CONNECT:
    case LETTER_POSTFIX:
    case LETTER_LATIN_CLOSE:
        return true;
    default:
        return false;
    }
}

static bool never_ends(unsigned class)
{
    return class == LETTER_OPEN || class == LETTER_PREFIX || class == LETTER_LATIN_OPEN;
}

// Where a long word may be cut if it must: after what parts it already. Numbers last.
static double find_cut_penalty(const struct place_between *place)
{
    if (place->kept)
        return CUT_KEPT;
    if (place->after->bond == BOND_STRONG)
        return CUT_NUMBER;
    if (place->before->class == LETTER_DIGIT && place->after->class == LETTER_DIGIT)
        return CUT_DIGITS;
    uint32_t c = place->before->character;
    bool is_inside = place->after->character == '/' && (c == '/' || c == ':'); // of ://
    return c < 0x80 && strchr("/-_.&=?#:@", (int)c) && !is_inside ? 0 : CUT_WORD;
}

// From which level of kinsoku on a line end is forbidden, beyond what is at every level.
static uint8_t find_level(const struct place_between *place)
{
    unsigned before = place->before->class, after = place->after->class;
    if (before == LETTER_SOLIDUS || after == LETTER_SOLIDUS)
        return HAI_KINSOKU_GB;
    if (after == LETTER_DASH || after == LETTER_ELLIPSIS)
        return HAI_KINSOKU_STRICT;
    return 0;
}

static enum gap_break find_ends(const struct place_between *place)
{
    const struct atom *before = place->before, *after = place->after;
    bool same_sign = before->class == after->class &&
                     (before->class == LETTER_DASH || before->class == LETTER_ELLIPSIS);
    bool one_reading = after->ruby != 0 && after->ruby == before->ruby;
    if (never_begins(after->class) || never_ends(before->class) || same_sign || one_reading ||
        is_single_dash(place))
        return GAP_NEVER;
    if (place->hint != HINT_NONE && !place->kept) // the author knows better than what follows
        return place->hint == HINT_BREAK ? GAP_FREE : GAP_NEVER;
    bool western = (is_western(before) || before->class == LETTER_POSTFIX ||
                    (before->class == LETTER_CONNECT && before->character < 0x80)) &&
                   (is_western(after) || after->class == LETTER_PREFIX);
    if (place->kept || (western && place->spaces == 0))
        return GAP_WORD;
    if (after->bond == BOND_STRONG || place->glued)
        return GAP_BOND;
    return after->bond == BOND_FIRM ? GAP_FIRM : after->bond == BOND_SOFT ? GAP_UNIT : GAP_FREE;
}

static void set_break(struct gap *gap, const struct place_between *place)
{
    const struct atom *before = place->before, *after = place->after;
    gap->level = find_level(place);
    gap->ends = (uint8_t)find_ends(place);
    gap->is_hinted = place->hint == HINT_BREAK && gap->ends == GAP_FREE;
    gap->penalty = 0;
    if (gap->ends == GAP_WORD)
        gap->penalty = find_cut_penalty(place);
    else if (gap->ends != GAP_FREE || gap->is_hinted)
        return;
    else if (after->class == LETTER_DASH || after->class == LETTER_ELLIPSIS)
        gap->penalty = 12; // CLREQ's strict level forbids it
    else if (before->class == LETTER_MIDDLE)
        gap->penalty = 3;
    else if (is_still(before))
        gap->penalty = 6;
}

// --- Putting together ---

// The author's spaces and hints before the first letter of an atom.
static void find_spaces(struct gap *gap, struct place_between *place, const struct letter *letters,
                        uint32_t first)
{
    uint32_t start = first;
    while (start > 0 && letters[start - 1].class == LETTER_SPACE)
        start--;
    for (uint32_t i = start; i <= first; i++)
        place->hint = letters[i].hint != HINT_NONE ? letters[i].hint : place->hint;
    if (start == first)
        return;
    gap->from = letters[start].from;
    gap->to = letters[first - 1].to;
    place->spaces = first - start < 4 ? first - start : 4; // more are a mistake, not a wish
    gap->spaces = (uint8_t)place->spaces;
    for (uint32_t i = start; i < first; i++) {
        uint32_t c = letters[i].character;
        place->wide_space = place->wide_space || c == 0x3000;
        place->glued = place->glued || c == 0x00A0 || c == 0x202F;
    }
    place->space_width = 0.25 * place->spaces;
}

static void add_sum(struct atoms *atoms, int at)
{
    struct sum *sum = &atoms->sums[at];
    const struct gap *gap = &atoms->gaps[at];
    if (at > 0) {
        *sum = atoms->sums[at - 1];
        sum->width += atoms->atoms[at - 1].advance;
    }
    sum->width += gap->natural;
    sum->grow += gap->grow;
    sum->weight += gap->weight;
    if (gap->limit < NO_LIMIT && gap->weight > 0) {
        sum->limited += gap->weight;
        sum->grown += gap->natural + gap->grow;
        sum->room += gap->limit - gap->grow;
    }
    for (int i = 0; i < SHRINK_TIERS; i++)
        sum->shrink[i] += gap->shrink[i];
}

void atoms_space(struct atoms *atoms, const struct letter *letters, const uint32_t *first_letters)
{
    unsigned exclaims = 0;
    int stretch = 0;
    for (int i = 0; i <= atoms->count; i++) {
        struct gap *gap = &atoms->gaps[i];
        *gap = (struct gap){.ends = GAP_NEVER};
        if (i > 0)
            exclaims = atoms->atoms[i - 1].class == LETTER_EXCLAIM ? exclaims + 1 : 0;
        while (stretch < atoms->stretch_count && atoms->stretches[stretch].from < i)
            stretch++;
        bool begins = stretch < atoms->stretch_count && atoms->stretches[stretch].from == i;
        if (i > 0 && i < atoms->count && !begins) {
            struct place_between place = {.before = &atoms->atoms[i - 1],
                                          .after = &atoms->atoms[i],
                                          .next =
                                              i + 1 < atoms->count ? &atoms->atoms[i + 1] : NULL,
                                          .exclaims = exclaims};
            uint16_t keep = atoms->spans[place.after->span].keep_id;
            place.kept = keep != 0 && keep == atoms->spans[place.before->span].keep_id;
            find_spaces(gap, &place, letters, first_letters[i]);
            space_gap(gap, &place);
            set_break(gap, &place);
        }
        add_sum(atoms, i);
    }
}
