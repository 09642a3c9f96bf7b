// SPDX-License-Identifier: MIT
#include <math.h>

#include "text/letters.h"
#include "text/lines.h"

// Costs. The unit is a line whose gaps grow by 1/20 em each: just visible.
#define GROW_UNIT 0.05
#define GROW_UGLY 0.12
#define GROW_WORST 0.5
#define ORPHAN 60.0
#define ORPHAN_PIECE 6.0 // in a long text that is no sentence: it may be cut anywhere
#define SHORT_LAST 3.0
#define NARROW 8.0 // em; below, a number may leave its unit before a line falls apart
#define WIDE 10.0  // from here on, 亿 holds 元 more firmly than in narrow columns
#define COST_FIRM 100.0
#define COST_BOND 3000.0 // that leave
#define COST_WORD 4000.0 // a word cut
#define COST_NEVER 1e5   // a mark where it must not stand
#define COST_LONG 1e7    // a line wider than the measure
#define COST_EMPTY 700.0 // a line so empty that no shorter one need be weighed
#define SLACK 1e-6       // widths are sums of rounded numbers

struct node {
    int at;       // atom that a line begins with
    int previous; // node
    double cost;  // of the best way here
    double loose; // of the line that ends here, in em a gap
    bool is_long; // that line is wider than the measure
};

struct run {
    struct breaks *breaks;
    struct lines *lines;
    struct node *nodes;
    int node_count;
    struct stretch stretch;
};

static double least_width(const struct atoms *atoms, int from, int to, double tracking)
{
    double width = atoms_width(atoms, from, to, tracking);
    for (int i = 0; i < SHRINK_TIERS; i++)
        width -= atoms->sums[to - 1].shrink[i] - atoms->sums[from].shrink[i];
    return width;
}

// --- What a line costs ---

// Shrinking: the first tier is meant for it, the last hurts. Each by the share that is used.
static double cost_shrink(const struct atoms *atoms, int from, int to, double need, double *loose)
{
    static const double prices[SHRINK_TIERS] = {0.4, 1.5, 4.0, 8.0};
    static const double entries[SHRINK_TIERS] = {0, 0.1, 1.0, 8.0};
    double cost = 0;
    double gaps = to - from - 1;
    *loose = gaps > 0 ? -need / gaps : 0;
    for (int i = 0; i < SHRINK_TIERS && need > SLACK; i++) {
        double room = atoms->sums[to - 1].shrink[i] - atoms->sums[from].shrink[i];
        double used = fmin(need, room);
        if (used <= 0)
            continue;
        double share = used / room;
        cost += entries[i] + prices[i] * share * share;
        need -= used;
    }
    return cost;
}

// Growing: what counts is how far each gap opens, not the total. Where only words could be cut
// there is nothing to grow, and the line stays short.
static double cost_grow(const struct atoms *atoms, int from, int to, double slack, double *loose)
{
    double grow = atoms->sums[to - 1].grow - atoms->sums[from].grow;
    double weight = atoms->sums[to - 1].weight - atoms->sums[from].weight;
    double used = fmin(slack, grow);
    double cost = grow > 0 ? 0.3 * (used / grow) * (used / grow) : 0;
    double each = (slack - used) / fmax(weight, 3);
    *loose = fmin(each, GROW_WORST);
    // Beyond the worst, lines differ little: a number and its unit are not parted for that.
    double worst = fmin(each, GROW_WORST);
    double ugly = worst / GROW_UGLY;
    return cost + worst * worst / (GROW_UNIT * GROW_UNIT) + ugly * ugly * ugly * ugly +
           400 * (each - worst);
}

static int count_letters(const struct atoms *atoms, int from, int to)
{
    int count = 0;
    for (int i = from; i < to && count < 3; i++)
        count += !letter_class_is_mark(atoms->atoms[i].class);
    return count;
}

// A last line of one character, its mark not counted, is an orphan.
static double cost_last(const struct run *run, int from, int to)
{
    if (from == run->stretch.from)
        return 0;
    const struct breaks *breaks = run->breaks;
    int letters = count_letters(breaks->atoms, from, to);
    if (letters > 1)
        return letters == 2 ? SHORT_LAST : 0;
    double measure = breaks->setting->measure;
    bool is_piece = breaks->setting->mode == LINE_JUSTIFY && measure > NARROW &&
                    !letter_class_is_mark(breaks->atoms->atoms[to - 1].class) &&
                    atoms_width(breaks->atoms, run->stretch.from, to, 0) > 3 * measure;
    if (is_piece)
        return ORPHAN_PIECE;
    return measure < NARROW ? ORPHAN * 0.4 : ORPHAN;
}

// INFINITY where the line does not fit.
static double cost_line(const struct run *run, int from, int to, double *loose)
{
    const struct atoms *atoms = run->breaks->atoms;
    const struct setting *setting = run->breaks->setting;
    double slack = setting->measure - atoms_width(atoms, from, to, setting->tracking);
    bool last = to == run->stretch.to;
    double cost = last ? cost_last(run, from, to) : 0;
    *loose = 0;
    if (setting->mode != LINE_JUSTIFY) {
        if (slack < -SLACK)
            return INFINITY;
        return last ? cost : cost + 0.3 * slack * slack;
    }
    if (slack >= -SLACK)
        return last ? cost : cost + cost_grow(atoms, from, to, slack, loose);
    if (least_width(atoms, from, to, setting->tracking) > setting->measure + SLACK)
        return INFINITY;
    return cost + cost_shrink(atoms, from, to, -slack, loose);
}

// --- Where lines may end ---

static bool is_too_wide(const struct breaks *breaks, int from, int to)
{
    const struct setting *setting = breaks->setting;
    double width = setting->mode == LINE_JUSTIFY
                       ? least_width(breaks->atoms, from, to, setting->tracking)
                       : atoms_width(breaks->atoms, from, to, setting->tracking);
    return width > setting->measure + SLACK;
}

// Open up ends of one kind inside pieces that are too wide for any line.
static void relax(struct breaks *breaks, struct stretch stretch, enum gap_break kind, double cost)
{
    int start = stretch.from;
    for (int i = stretch.from + 1; i <= stretch.to; i++) {
        if (i < stretch.to && isinf(breaks->penalties[i]))
            continue;
        for (int k = start + 1; k < i && is_too_wide(breaks, start, i); k++) {
            const struct gap *gap = &breaks->atoms->gaps[k];
            if (gap->ends != kind)
                continue;
            breaks->penalties[k] = cost + gap->penalty;
            breaks->forced[k] = true;
        }
        start = i;
    }
}

static void find_ends(struct breaks *breaks, struct stretch stretch)
{
    bool narrow = breaks->setting->measure < NARROW && breaks->setting->mode != LINE_BALANCE;
    double dearest = breaks->setting->measure < WIDE ? COST_FIRM : INFINITY;
    for (int i = stretch.from + 1; i < stretch.to; i++) {
        const struct gap *gap = &breaks->atoms->gaps[i];
        breaks->forced[i] = false;
        breaks->penalties[i] = gap->ends == GAP_FREE             ? fmin(gap->penalty, dearest)
                               : gap->ends == GAP_BOND && narrow ? COST_BOND
                                                                 : INFINITY;
    }
    relax(breaks, stretch, GAP_BOND, COST_BOND);
    relax(breaks, stretch, GAP_WORD, COST_WORD);
    relax(breaks, stretch, GAP_NEVER, COST_NEVER);
}

// --- The search ---

// The best way to a line end: over all nodes from which the line fits. `first` is the first such
// node; as lines only get longer, it never moves back, and the search is linear.
static void reach(struct run *run, int index, int *first)
{
    struct breaks *breaks = run->breaks;
    const struct setting *setting = breaks->setting;
    struct node *node = &run->nodes[index];
    while (*first < index - 1 && least_width(breaks->atoms, run->nodes[*first].at, node->at,
                                             setting->tracking) > setting->measure + SLACK)
        (*first)++;
    bool last = node->at == run->stretch.to;
    double penalty = last ? 0 : breaks->penalties[node->at];
    node->cost = INFINITY;
    for (int i = *first; i < index; i++) {
        const struct node *from = &run->nodes[i];
        double loose;
        double cost = cost_line(run, from->at, node->at, &loose);
        run->lines->steps++;
        bool is_long = isinf(cost) && i == index - 1 && isinf(node->cost);
        if (is_long)
            cost = COST_LONG * atoms_width(breaks->atoms, from->at, node->at, 0);
        // Neighbouring lines should look alike.
        double step = i == 0 ? 0 : (loose - from->loose) * 10;
        double total = from->cost + cost + penalty + step * step;
        if (total < node->cost)
            *node = (struct node){node->at, i, total, loose, is_long};
        else if (!last && cost > COST_EMPTY && !isinf(node->cost))
            break; // lines from here on are shorter still
    }
}

static void add_path(struct run *run)
{
    int length = 0;
    for (int i = run->node_count - 1; i > 0; i = run->nodes[i].previous)
        length++;
    int *path = g_new(int, (gsize)length + 1);
    int at = length;
    for (int i = run->node_count - 1; i > 0; i = run->nodes[i].previous)
        path[at--] = i;
    path[0] = 0;
    for (int i = 1; i <= length; i++) {
        const struct node *node = &run->nodes[path[i]];
        bool last = i == length;
        lines_add(
            run->lines,
            (struct line){.from = run->nodes[path[i - 1]].at, .to = node->at, .is_last = last});
        run->lines->forced =
            run->lines->forced || node->is_long || (!last && run->breaks->forced[node->at]);
    }
    g_free(path);
}

static void break_stretch(struct breaks *breaks, struct stretch stretch, struct lines *lines)
{
    struct run run = {.breaks = breaks, .lines = lines, .stretch = stretch};
    run.nodes = g_new(struct node, (gsize)(stretch.to - stretch.from) + 1);
    run.nodes[run.node_count++] = (struct node){.at = stretch.from};
    for (int i = stretch.from + 1; i <= stretch.to; i++) {
        if (i == stretch.to || !isinf(breaks->penalties[i]))
            run.nodes[run.node_count++] = (struct node){.at = i};
    }
    int first = 0;
    for (int i = 1; i < run.node_count; i++)
        reach(&run, i, &first);
    add_path(&run);
    g_free(run.nodes);
}

// --- All of a text ---

void lines_add(struct lines *lines, struct line line)
{
    if ((lines->count & (lines->count - 1)) == 0) // room doubles at powers of two
        lines->lines = g_renew(struct line, lines->lines,
                               lines->count == 0 ? (size_t)1 : (size_t)lines->count * 2);
    lines->lines[lines->count++] = line;
}

void lines_free(struct lines *lines)
{
    g_free(lines->lines);
    *lines = (struct lines){0};
}

static void break_one(struct breaks *breaks, struct stretch stretch, struct lines *lines)
{
    const struct setting *setting = breaks->setting;
    if (stretch.from == stretch.to || atoms_width(breaks->atoms, stretch.from, stretch.to,
                                                  setting->tracking) <= setting->measure + SLACK) {
        lines_add(lines, (struct line){.from = stretch.from, .to = stretch.to, .is_last = true});
        return;
    }
    find_ends(breaks, stretch);
    if (setting->mode != LINE_BALANCE || !break_balanced(breaks, stretch, lines))
        break_stretch(breaks, stretch, lines);
}

// The last line that may stand, cut so that an ellipsis of one em ends it.
static void cut_line(const struct atoms *atoms, const struct setting *setting, struct line *line)
{
    struct line cut = {.from = line->from, .to = line->from, .is_last = true, .is_cut = true};
    int end = line->from;
    for (int i = 0; i < atoms->stretch_count; i++) {
        if (atoms->stretches[i].from <= line->from && line->from < atoms->stretches[i].to)
            end = atoms->stretches[i].to;
    }
    while (cut.to < end &&
           atoms_width(atoms, cut.from, cut.to + 1, setting->tracking) + 1 + setting->tracking <=
               setting->measure + SLACK)
        cut.to++;
    // No mark before the ellipsis, and no opening one.
    while (cut.to > cut.from + 1 && letter_class_is_mark(atoms->atoms[cut.to - 1].class))
        cut.to--;
    *line = cut;
}

struct lines lines_break(const struct atoms *atoms, const struct setting *setting)
{
    struct lines lines = {0};
    struct breaks breaks = {.atoms = atoms, .setting = setting};
    breaks.penalties = g_new(double, (gsize)atoms->count + 1);
    breaks.forced = g_new0(bool, (gsize)atoms->count + 1);
    for (int i = 0; i < atoms->stretch_count; i++)
        break_one(&breaks, atoms->stretches[i], &lines);
    if (setting->max_lines > 0 && lines.count > setting->max_lines) {
        lines.count = setting->max_lines;
        lines.truncated = true;
        cut_line(atoms, setting, &lines.lines[lines.count - 1]);
    }
    g_free(breaks.penalties);
    g_free(breaks.forced);
    return lines;
}
