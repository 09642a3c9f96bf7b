// SPDX-License-Identifier: MIT
//
// Making a line as wide as the measure: first what is meant to give way gives way, then all gaps
// take the same share.
#include <math.h>

#include "text/lines.h"

#define SLACK 1e-6

enum { MAX_ROUNDS = 4 };

// Tier by tier; within a tier each gap gives the same share of what it can.
static void shrink_gaps(const struct atoms *atoms, const struct line *line, double need,
                        double *gaps)
{
    for (int tier = 0; tier < SHRINK_TIERS && need > SLACK; tier++) {
        double room = atoms->sums[line->to - 1].shrink[tier] - atoms->sums[line->from].shrink[tier];
        if (room <= 0)
            continue;
        double share = fmin(need / room, 1);
        for (int i = line->from + 1; i < line->to; i++)
            gaps[i - line->from] -= share * atoms->gaps[i].shrink[tier];
        need -= share * room;
    }
}

// All gaps by their weight; one that reaches its limit leaves the rest to the others, for as long
// as there are others.
static void grow_evenly(const struct atoms *atoms, const struct line *line, double slack,
                        double *gaps)
{
    double share = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
        double weight = 0, fixed = 0;
        for (int i = line->from + 1; i < line->to; i++) {
            const struct gap *gap = &atoms->gaps[i];
            double limit = gap->natural + gap->limit - gaps[i - line->from];
            if (share > 0 && gap->weight * share >= limit)
                fixed += fmax(limit, 0);
            else
                weight += gap->weight;
        }
        if (weight <= 0)
            break;
        share = (slack - fixed) / weight;
    }
    double used = 0, open = 0;
    for (int i = line->from + 1; i < line->to; i++) {
        const struct gap *gap = &atoms->gaps[i];
        double limit = fmax(gap->natural + gap->limit - gaps[i - line->from], 0);
        double more = fmin(gap->weight * share, limit);
        gaps[i - line->from] += more;
        used += more;
        open += gap->weight;
    }
    // Nothing left but gaps at their limits: then they all go beyond.
    double rest = slack - used;
    if (rest <= SLACK || open <= 0)
        return;
    for (int i = line->from + 1; i < line->to; i++)
        gaps[i - line->from] += rest * atoms->gaps[i].weight / open;
}

static void grow_gaps(const struct atoms *atoms, const struct line *line, double slack,
                      double *gaps)
{
    double room = atoms->sums[line->to - 1].grow - atoms->sums[line->from].grow;
    double share = room > 0 ? fmin(slack / room, 1) : 0;
    for (int i = line->from + 1; i < line->to; i++)
        gaps[i - line->from] += share * atoms->gaps[i].grow;
    if (slack - share * room > SLACK)
        grow_evenly(atoms, line, slack - share * room, gaps);
}

void line_fit(const struct atoms *atoms, const struct setting *setting, struct line *line,
              double *gaps)
{
    line->width = line->is_cut ? 1 : 0;
    if (line->from == line->to)
        return;
    double natural = atoms_width(atoms, line->from, line->to, setting->tracking);
    double slack = setting->measure - natural;
    gaps[0] = 0;
    for (int i = line->from + 1; i < line->to; i++)
        gaps[i - line->from] = atoms->gaps[i].natural;
    if (setting->mode == LINE_JUSTIFY && !line->is_cut && !isinf(setting->measure)) {
        if (slack < -SLACK)
            shrink_gaps(atoms, line, -slack, gaps);
        else if (slack > SLACK && !line->is_last)
            grow_gaps(atoms, line, slack, gaps);
    }
    for (int i = line->from; i < line->to; i++) {
        if (i > line->from) {
            gaps[i - line->from] += setting->tracking;
            line->width += gaps[i - line->from];
        }
        line->width += atoms->atoms[i].advance;
    }
    if (line->is_cut)
        line->width += setting->tracking;
}
