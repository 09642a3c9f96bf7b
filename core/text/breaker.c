// SPDX-License-Identifier: MIT
//
// The search for the best lines of a stretch: over all ways to end them, the cheapest sum.
#include <math.h>

#include "text/letters.h"
#include "text/lines.h"

#define COST_LONG 1e7    // a line wider than the measure, for each em of it
#define COST_EMPTY 700.0 // a line so empty that no shorter one need be weighed
#define UNLIKE 6.0       // neighbours whose gaps differ by 1/6 of an em cost 1
#define LOOSE 0.04       // em: a gap that opens further is seen
#define FLUSH 16.0       // em: narrower columns have no even edge on the right

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

static struct extent extent_of(const struct run *run, int first, int last)
{
    return (struct extent){run->stretch, run->nodes[first].at, run->nodes[last].at};
}

// The best way to a line end: over all nodes from which the line fits. `first` is the first such
// node; as lines only get longer, it never moves back, and the search is linear.
static void reach(struct run *run, int index, int *first)
{
    struct breaks *breaks = run->breaks;
    struct node *node = &run->nodes[index];
    while (*first < index - 1 && extent_is_too_wide(breaks, extent_of(run, *first, index)))
        (*first)++;
    bool last = node->at == run->stretch.to;
    double penalty = last ? 0 : breaks->penalties[node->at];
    node->cost = INFINITY;
    for (int i = *first; i < index; i++) {
        const struct node *from = &run->nodes[i];
        double loose;
        double cost = extent_cost(breaks, extent_of(run, i, index), &loose);
        run->lines->steps++;
        bool is_long = isinf(cost) && i == index - 1 && isinf(node->cost);
        if (is_long)
            cost = COST_LONG * atoms_width(breaks->atoms, from->at, node->at, 0);
        // Neighbouring lines should look alike.
        double step = i == 0 ? 0 : (loose - from->loose) * UNLIKE;
        double total = from->cost + cost + penalty + step * step;
        if (total < node->cost)
            *node = (struct node){node->at, i, total, loose, is_long};
        else if (!last && cost > COST_EMPTY && !isinf(node->cost))
            break; // lines from here on are shorter still
    }
}

static void add_line(const struct breaks *breaks, struct stretch stretch, struct line line,
                     struct lines *lines)
{
    const struct setting *setting = breaks->setting;
    struct extent extent = {stretch, line.from, line.to};
    line.indent = extent_indent(setting, extent);
    lines_add(lines, line);
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
        struct line line = {.from = run->nodes[path[i - 1]].at, .to = node->at, .is_last = last};
        add_line(run->breaks, run->stretch, line, run->lines);
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
    struct extent all = {stretch, stretch.from, stretch.to};
    int end = line_end(breaks->atoms, setting, stretch.from, stretch.to);
    if (stretch.from == stretch.to ||
        atoms_width(breaks->atoms, stretch.from, end, setting->tracking) <=
            setting->measure - extent_indent(setting, all) + LINE_SLACK) {
        struct line line = {.from = stretch.from, .to = stretch.to, .is_last = true};
        add_line(breaks, stretch, line, lines);
        return;
    }
    breaks_find_ends(breaks, stretch);
    if (setting->mode != LINE_BALANCE || !break_balanced(breaks, stretch, lines))
        break_stretch(breaks, stretch, lines);
}

// The last line that may stand, cut so that an ellipsis of one em ends it.
static void cut_line(const struct atoms *atoms, const struct setting *setting, struct line *line)
{
    struct line cut = {.from = line->from,
                       .to = line->from,
                       .is_last = true,
                       .is_cut = true,
                       .indent = line->indent};
    int end = line->from;
    for (int i = 0; i < atoms->stretch_count; i++) {
        if (atoms->stretches[i].from <= line->from && line->from < atoms->stretches[i].to)
            end = atoms->stretches[i].to;
    }
    while (cut.to < end &&
           atoms_width(atoms, cut.from, cut.to + 1, setting->tracking) + 1 + setting->tracking <=
               setting->measure - line->indent + LINE_SLACK)
        cut.to++;
    // No mark before the ellipsis, and no opening one.
    while (cut.to > cut.from + 1 && letter_class_is_mark(atoms->atoms[cut.to - 1].class))
        cut.to--;
    *line = cut;
}

// Holes are worse than an uneven edge: where one line of a text would show them, all keep their
// natural width. Narrow columns keep it throughout, so that texts beside each other look alike.
static void find_short(const struct atoms *atoms, const struct setting *setting,
                       struct lines *lines)
{
    double loosest = setting->measure < FLUSH ? INFINITY : 0;
    for (int i = 0; i < lines->count; i++)
        loosest = fmax(loosest, line_looseness(atoms, setting, &lines->lines[i]));
    for (int i = 0; i < lines->count && loosest > LOOSE; i++)
        lines->lines[i].is_short = true;
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
    if (setting->is_soft && !isinf(setting->measure))
        find_short(atoms, setting, &lines);
    g_free(breaks.penalties);
    g_free(breaks.forced);
    return lines;
}
