// SPDX-License-Identifier: MIT
//
// What a line costs. The unit is a line whose gaps grow by 1/20 em each: just visible.
#include <math.h>

#include "text/letters.h"
#include "text/lines.h"

#define GROW_UNIT 0.05
#define GROW_UGLY 0.085
#define GROW_WORST 0.42
#define GROW_BEYOND 1500.0 // for each em beyond the worst
#define ORPHAN 2000.0      // rather anything than this, but for a number without its unit
#define ORPHAN_NARROW 250.0
#define ORPHAN_PIECE 6.0 // in a long text that is no sentence: it may be cut anywhere
#define SHORT_LAST 3.0
#define NARROW 8.0 // em

// --- Measure ---

static bool hangs(const struct atom *atom)
{
    return atom->class == LETTER_STOP || atom->character == 0xFF0C || atom->character == 0x3001;
}

int line_end(const struct atoms *atoms, const struct setting *setting, int from, int to)
{
    if (!setting->hangs || isinf(setting->measure) || setting->mode == LINE_BALANCE ||
        to - from < 2 || !hangs(&atoms->atoms[to - 1]) ||
        letter_class_is_mark(atoms->atoms[to - 2].class))
        return to;
    return to - 1;
}

// Half of the measure at most: in a very narrow column there is no room to lose.
double extent_indent(const struct setting *setting, struct extent extent)
{
    if (extent.from != extent.stretch.from || setting->mode == LINE_BALANCE)
        return 0;
    return fmin(setting->indent, setting->measure / 2);
}

static double find_measure(const struct setting *setting, struct extent extent)
{
    return setting->measure - extent_indent(setting, extent);
}

static double find_room(const struct atoms *atoms, int from, int end, int tier)
{
    return atoms->sums[end - 1].shrink[tier] - atoms->sums[from].shrink[tier];
}

static double least_width(const struct breaks *breaks, int from, int end)
{
    double width = atoms_width(breaks->atoms, from, end, breaks->setting->tracking);
    if (breaks->setting->mode != LINE_JUSTIFY)
        return width;
    for (int i = 0; i < SHRINK_TIERS; i++)
        width -= find_room(breaks->atoms, from, end, i);
    return width;
}

bool extent_is_too_wide(const struct breaks *breaks, struct extent extent)
{
    int end = line_end(breaks->atoms, breaks->setting, extent.from, extent.to);
    return least_width(breaks, extent.from, end) >
           find_measure(breaks->setting, extent) + LINE_SLACK;
}

// --- Shrinking and growing ---

// The first tier is meant for it, the last hurts. Each by the share that is used.
static double cost_shrink(const struct atoms *atoms, int from, int end, double need, double *loose)
{
    static const double prices[SHRINK_TIERS] = {0.5, 1.5, 1.5, 5.0};
    static const double entries[SHRINK_TIERS] = {0, 0.1, 0.5, 4.0};
    double cost = 0;
    double gaps = end - from - 1;
    *loose = gaps > 0 ? -need / gaps : 0;
    for (int i = 0; i < SHRINK_TIERS && need > LINE_SLACK; i++) {
        double room = find_room(atoms, from, end, i);
        double used = fmin(need, room);
        if (used <= 0)
            continue;
        double share = used / room;
        cost += entries[i] + prices[i] * share * share;
        need -= used;
    }
    return cost;
}

// How far each gap opens that has no limit, as line_fit has it: those that have one stop there,
// until the others are as wide.
static double find_opening(const struct sum *from, const struct sum *to, double slack)
{
    double weight = to->weight - from->weight;
    double limited = to->limited - from->limited, room = to->room - from->room;
    double each = slack / fmax(weight, 3);
    if (limited <= 0 || weight <= limited || each * limited <= room)
        return each;
    double grown = to->grown - from->grown;
    double alone = (slack - room) / (weight - limited);
    return fmax(each, fmin(alone, (slack + grown) / weight));
}

// What counts is how far each gap opens, not the total. Where only words could be cut there is
// nothing to grow, and the line stays short.
static double cost_grow(const struct atoms *atoms, int from, int end, double slack, double *loose)
{
    const struct sum *first = &atoms->sums[from], *last = &atoms->sums[end - 1];
    double grow = last->grow - first->grow;
    double used = fmin(slack, grow);
    double cost = grow > 0 ? 0.3 * (used / grow) * (used / grow) : 0;
    double each = find_opening(first, last, slack - used);
    // Beyond the worst, lines differ little: a number and its unit are not parted for that.
    double worst = fmin(each, GROW_WORST);
    double ugly = worst / GROW_UGLY;
    *loose = worst;
    return cost + worst * worst / (GROW_UNIT * GROW_UNIT) + ugly * ugly * ugly * ugly +
           GROW_BEYOND * (each - worst);
}

// --- Last lines ---

static int count_letters(const struct atoms *atoms, int from, int to)
{
    int count = 0;
    for (int i = from; i < to && count < 3; i++)
        count += !letter_class_is_mark(atoms->atoms[i].class);
    return count;
}

// A last line of one character, its mark not counted, is an orphan.
static double cost_last(const struct breaks *breaks, struct extent extent)
{
    if (extent.from == extent.stretch.from)
        return 0;
    const struct atoms *atoms = breaks->atoms;
    int letters = count_letters(atoms, extent.from, extent.to);
    if (letters > 1)
        return letters == 2 ? SHORT_LAST : 0;
    double measure = breaks->setting->measure;
    bool is_piece = breaks->setting->mode == LINE_JUSTIFY && measure > NARROW &&
                    !letter_class_is_mark(atoms->atoms[extent.to - 1].class) &&
                    atoms_width(atoms, extent.stretch.from, extent.to, 0) > 3 * measure;
    if (is_piece)
        return ORPHAN_PIECE;
    return measure < NARROW ? ORPHAN_NARROW : ORPHAN;
}

double extent_cost(const struct breaks *breaks, struct extent extent, double *loose)
{
    const struct atoms *atoms = breaks->atoms;
    const struct setting *setting = breaks->setting;
    int from = extent.from, end = line_end(atoms, setting, extent.from, extent.to);
    double measure = find_measure(setting, extent);
    double slack = measure - atoms_width(atoms, from, end, setting->tracking);
    bool last = extent.to == extent.stretch.to;
    *loose = 0;
    if (slack < -LINE_SLACK &&
        (setting->mode != LINE_JUSTIFY || least_width(breaks, from, end) > measure + LINE_SLACK))
        return INFINITY;
    double cost = last ? cost_last(breaks, extent) : 0;
    if (slack < -LINE_SLACK)
        return cost + cost_shrink(atoms, from, end, -slack, loose);
    if (last)
        return cost;
    return setting->mode == LINE_JUSTIFY ? cost_grow(atoms, from, end, slack, loose)
                                         : 0.3 * slack * slack;
}
