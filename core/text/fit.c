// SPDX-License-Identifier: MIT
//
// Making a line as wide as the measure: first what is meant to give way gives way, then all gaps
// take the same share.
#include <math.h>

#include "text/lines.h"

enum { MAX_ROUNDS = 24 };

// A line whose gaps would open further, in em, stays short, as ragged text does: words would fall
// into letters. One of few gaps is mostly a Latin word, which holds together.
#define LOOSEST 0.2
#define FEW_GAPS 6

// Tier by tier; within a tier each gap gives the same share of what it can.
static void shrink_gaps(const struct atoms *atoms, const struct line *line, int end, double need,
                        double *gaps)
{
    for (int tier = 0; tier < SHRINK_TIERS && need > LINE_SLACK; tier++) {
        double room = atoms->sums[end - 1].shrink[tier] - atoms->sums[line->from].shrink[tier];
        if (room <= 0)
            continue;
        double share = fmin(need / room, 1);
        for (int i = line->from + 1; i < end; i++)
            gaps[i - line->from] -= share * atoms->gaps[i].shrink[tier];
        need -= share * room;
    }
}

// By how much a gap grows from `width` on where those without a limit grow by `share`. One that has
// a limit stops there until the others are as wide as it is.
static double find_growth(const struct gap *gap, double width, double share)
{
    double even = gap->weight * share;
    double room = fmax(gap->natural + gap->limit - width, 0);
    return even <= room ? even : fmax(room, even - width);
}

// All gaps by their weight, so that they take up the slack between them.
static void grow_evenly(const struct atoms *atoms, const struct line *line, int end, double slack,
                        double *gaps)
{
    double weight = 0, share = 0, rest = slack;
    for (int i = line->from + 1; i < end; i++)
        weight += atoms->gaps[i].weight;
    if (weight <= 0)
        return;
    // What gaps at their limit do not take is offered again; each round only gives more.
    for (int round = 0; round < MAX_ROUNDS && rest > LINE_SLACK; round++) {
        share += rest / weight;
        rest = slack;
        for (int i = line->from + 1; i < end; i++)
            rest -= find_growth(&atoms->gaps[i], gaps[i - line->from], share);
    }
    for (int i = line->from + 1; i < end; i++) {
        const struct gap *gap = &atoms->gaps[i];
        gaps[i - line->from] +=
            find_growth(gap, gaps[i - line->from], share) + rest * gap->weight / weight;
    }
}

// How far each gap would open, once those meant for it have.
static double find_looseness(const struct atoms *atoms, const struct line *line, int end,
                             double slack)
{
    double weight = 0;
    for (int i = line->from + 1; i < end; i++)
        weight += atoms->gaps[i].weight;
    return weight > FEW_GAPS ? slack / weight : 0;
}

double line_looseness(const struct atoms *atoms, const struct setting *setting,
                      const struct line *line)
{
    if (line->is_last || line->is_cut || line->from == line->to)
        return 0;
    int end = line_end(atoms, setting, line->from, line->to);
    double slack =
        setting->measure - line->indent - atoms_width(atoms, line->from, end, setting->tracking);
    double room = atoms->sums[end - 1].grow - atoms->sums[line->from].grow;
    double loose = find_looseness(atoms, line, end, slack - room);
    return loose > LOOSEST ? 0 : fmax(loose, 0);
}

static void grow_gaps(const struct atoms *atoms, const struct line *line, int end, double slack,
                      double *gaps)
{
    double room = atoms->sums[end - 1].grow - atoms->sums[line->from].grow;
    double share = room > 0 ? fmin(slack / room, 1) : 0;
    if (find_looseness(atoms, line, end, slack - share * room) > LOOSEST)
        return;
    for (int i = line->from + 1; i < end; i++)
        gaps[i - line->from] += share * atoms->gaps[i].grow;
    if (slack - share * room > LINE_SLACK)
        grow_evenly(atoms, line, end, slack - share * room, gaps);
}

void line_fit(const struct atoms *atoms, const struct setting *setting, struct line *line,
              double *gaps)
{
    line->width = line->is_cut ? 1 : 0;
    line->hung = 0;
    if (line->from == line->to)
        return;
    int end = line->is_cut ? line->to : line_end(atoms, setting, line->from, line->to);
    double natural = atoms_width(atoms, line->from, end, setting->tracking);
    double slack = setting->measure - line->indent - natural;
    gaps[0] = 0;
    for (int i = line->from + 1; i < line->to; i++)
        gaps[i - line->from] = atoms->gaps[i].natural;
    if (setting->mode == LINE_JUSTIFY && !line->is_cut && !isinf(setting->measure)) {
        if (slack < -LINE_SLACK)
            shrink_gaps(atoms, line, end, -slack, gaps);
        else if (slack > LINE_SLACK && !line->is_last && !line->is_short)
            grow_gaps(atoms, line, end, slack, gaps);
    }
    for (int i = line->from; i < line->to; i++) {
        if (i > line->from)
            gaps[i - line->from] += setting->tracking;
        double more = gaps[i - line->from] + atoms->atoms[i].advance;
        if (i < end)
            line->width += more;
        else
            line->hung += more;
    }
    if (line->is_cut)
        line->width += setting->tracking;
}
