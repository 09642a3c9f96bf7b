// SPDX-License-Identifier: MIT
//
// Where lines may end. What must not be parted is parted after all where it is too wide for any
// line: first numbers from their units, then words, then marks from what they belong to.
#include <math.h>
#include <string.h>

#include <haibao/text.h>

#include "text/letters.h"
#include "text/lines.h"

#define NARROW 8.0       // em; below, a number may leave its unit before a line falls apart
#define ROOMY 10.0       // from here on, units of several characters stay whole
#define COST_BOND 3000.0 // a number that leaves its unit
#define COST_FIRM 2000.0
#define COST_UNIT 150.0 // a unit cut, in a roomy measure
#define COST_UNIT_NARROW 60.0
#define COST_FIRM_NARROW 300.0 // rather than gaps of nearly half an em
#define COST_WORD 4000.0       // a word cut
#define COST_ADDRESS 60.0      // an address, where it is divided already
#define COST_NEVER 1e5         // a mark where it must not stand
#define LONG_ADDRESS 6.0       // em

static enum gap_break find_break(const struct breaks *breaks, const struct gap *gap)
{
    uint32_t kinsoku = breaks->setting->kinsoku ? breaks->setting->kinsoku : HAI_KINSOKU_GB;
    return gap->level != 0 && kinsoku >= gap->level ? GAP_NEVER : (enum gap_break)gap->ends;
}

static double find_penalty(const struct breaks *breaks, const struct gap *gap)
{
    double measure = breaks->setting->measure;
    switch (find_break(breaks, gap)) {
    case GAP_FREE:
        return gap->penalty;
    case GAP_UNIT:
        return gap->penalty + (measure < ROOMY ? COST_UNIT_NARROW : COST_UNIT);
    case GAP_FIRM:
        return measure < ROOMY ? COST_FIRM_NARROW : INFINITY;
    case GAP_BOND:
        return measure < NARROW && breaks->setting->mode != LINE_BALANCE ? COST_BOND : INFINITY;
    default:
        return INFINITY;
    }
}

// Open up ends of one kind inside pieces that are too wide for any line.
static void relax(struct breaks *breaks, struct stretch stretch, enum gap_break kind, double cost)
{
    int start = stretch.from;
    for (int i = stretch.from + 1; i <= stretch.to; i++) {
        if (i < stretch.to && isinf(breaks->penalties[i]))
            continue;
        bool wide = i > start + 1 && extent_is_too_wide(breaks, (struct extent){stretch, start, i});
        for (int k = start + 1; k < i && wide; k++) {
            const struct gap *gap = &breaks->atoms->gaps[k];
            if (find_break(breaks, gap) != kind)
                continue;
            breaks->penalties[k] = cost + gap->penalty;
            breaks->forced[k] = true;
        }
        start = i;
    }
}

// --- Addresses ---

static bool is_address(const struct atoms *atoms, int from, int to)
{
    for (int i = from; i < to; i++) {
        uint32_t c = atoms->atoms[i].character;
        if (c == '@' || (c == '/' && i > from + 1 && atoms->atoms[i - 1].character == '/' &&
                         atoms->atoms[i - 2].character == ':'))
            return true;
    }
    return to - from > 4 &&
           memcmp((uint32_t[]){'w', 'w', 'w', '.'},
                  (uint32_t[]){atoms->atoms[from].character, atoms->atoms[from + 1].character,
                               atoms->atoms[from + 2].character, atoms->atoms[from + 3].character},
                  sizeof(uint32_t[4])) == 0;
}

// A long address ends lines where it is divided already, before a line is torn for its sake.
static void open_addresses(struct breaks *breaks, struct stretch stretch)
{
    const struct atoms *atoms = breaks->atoms;
    for (int from = stretch.from; from < stretch.to;) {
        int to = from + 1;
        while (to < stretch.to && (atoms->gaps[to].ends == GAP_WORD ||
                                   (atoms->gaps[to].ends == GAP_NEVER &&
                                    letter_class_is_western(atoms->atoms[to].class))))
            to++;
        if (to - from > 6 && atoms_width(atoms, from, to, 0) > LONG_ADDRESS &&
            is_address(atoms, from, to)) {
            for (int i = from + 1; i < to; i++) {
                if (atoms->gaps[i].ends == GAP_WORD && atoms->gaps[i].penalty <= 0)
                    breaks->penalties[i] = COST_ADDRESS;
            }
        }
        from = to;
    }
}

void breaks_find_ends(struct breaks *breaks, struct stretch stretch)
{
    for (int i = stretch.from + 1; i < stretch.to; i++) {
        breaks->forced[i] = false;
        breaks->penalties[i] = find_penalty(breaks, &breaks->atoms->gaps[i]);
    }
    open_addresses(breaks, stretch);
    relax(breaks, stretch, GAP_FIRM, COST_FIRM);
    relax(breaks, stretch, GAP_BOND, COST_BOND);
    relax(breaks, stretch, GAP_WORD, COST_WORD);
    relax(breaks, stretch, GAP_NEVER, COST_NEVER);
}
