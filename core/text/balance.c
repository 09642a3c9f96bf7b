// SPDX-License-Identifier: MIT
//
// Titles: as few lines as the measure allows, then lines of like length that end where a reader
// would pause: at a space or mark first, not inside a word if it can be told.
#include <math.h>

#include "text/letters.h"
#include "text/lines.h"

enum { MAX_TITLE = 240, MAX_TITLE_LINES = 12 };

#define COST_PLAIN 30.0 // between two Chinese characters
#define COST_BOUND 70.0 // before a character that ends words
#define COST_LINK 20.0  // beside one that links phrases
#define COST_MARK 3.0   // after a mark
#define COST_ORPHAN 400.0
#define SLACK 1e-6

struct table {
    const struct breaks *breaks;
    struct stretch stretch;
    int *ends; // atoms that a line may begin with, the stretch's edges included
    int end_count;
};

static bool is_one_of(uint32_t character, const char *set)
{
    return g_utf8_strchr(set, -1, (gunichar)character) != NULL;
}

// How well a title may break before an atom. Without a dictionary only the plainest hints serve:
// characters that end words or names, and those that link phrases.
static double cost_end(const struct atoms *atoms, int at)
{
    const struct atom *before = &atoms->atoms[at - 1], *after = &atoms->atoms[at];
    if (atoms->gaps[at].spaces > 0)
        return 0;
    if (letter_class_is_mark(before->class) && before->class != LETTER_MIDDLE)
        return COST_MARK;
    if (after->class == LETTER_OPEN)
        return COST_MARK;
    if (before->class != LETTER_HAN || after->class != LETTER_HAN)
        return COST_LINK;
    if (is_one_of(after->character, "的地得了着过们等性化率度者员会长局部市县区省镇乡村街年月日"))
        return COST_BOUND;
    if (is_one_of(before->character, "第不未各每本该再最更这那一两三四五六七八九十"))
        return COST_BOUND;
    if (is_one_of(after->character, "和与及暨在将向让为把被") ||
        is_one_of(before->character, "的了着"))
        return COST_LINK;
    return COST_PLAIN;
}

static double find_width(const struct table *table, int from, int to)
{
    return atoms_width(table->breaks->atoms, table->ends[from], table->ends[to],
                       table->breaks->setting->tracking);
}

// The fewest lines that hold the text: fill each one. 0 where one piece is too wide for any.
static int count_lines(const struct table *table)
{
    int lines = 0;
    for (int from = 0; from < table->end_count - 1;) {
        int to = from + 1;
        double measure = table->breaks->setting->measure + SLACK;
        if (find_width(table, from, to) > measure)
            return 0;
        while (to + 1 < table->end_count && find_width(table, from, to + 1) <= measure)
            to++;
        lines++;
        from = to;
    }
    return lines;
}

static double cost_title_line(const struct table *table, int from, int to, double target)
{
    const struct breaks *breaks = table->breaks;
    double width = find_width(table, from, to);
    if (width > breaks->setting->measure + SLACK)
        return INFINITY;
    double off = (width - target) / target;
    double cost = 100 * off * off;
    int at = table->ends[to];
    if (at == table->stretch.to) {
        int letters = 0;
        for (int i = table->ends[from]; i < at; i++)
            letters += !letter_class_is_mark(breaks->atoms->atoms[i].class);
        return letters <= 1 ? cost + COST_ORPHAN : cost;
    }
    return cost + cost_end(breaks->atoms, at) + 10 * breaks->penalties[at];
}

// cost[line][end]: the best way to set the text up to an end in so many lines.
static void search(struct table *table, int line_count, struct lines *lines)
{
    int count = table->end_count;
    double *costs = g_new(double, (gsize)(line_count + 1) * (gsize)count);
    int *previous = g_new0(int, (gsize)(line_count + 1) * (gsize)count);
    double target = find_width(table, 0, count - 1) / line_count;
    for (int i = 0; i < (line_count + 1) * count; i++)
        costs[i] = INFINITY;
    costs[0] = 0;
    for (int line = 1; line <= line_count; line++) {
        for (int to = 1; to < count; to++) {
            double *best = &costs[line * count + to];
            for (int from = to - 1; from >= 0; from--) {
                double before = costs[(line - 1) * count + from];
                double cost = cost_title_line(table, from, to, target);
                lines->steps++;
                if (isinf(cost))
                    break; // lines from further left are longer still
                if (before + cost < *best) {
                    *best = before + cost;
                    previous[line * count + to] = from;
                }
            }
        }
    }
    int path[MAX_TITLE_LINES + 1];
    path[line_count] = count - 1;
    for (int line = line_count; line > 0; line--)
        path[line - 1] = previous[line * count + path[line]];
    for (int line = 1; line <= line_count; line++) {
        lines_add(lines, (struct line){.from = table->ends[path[line - 1]],
                                       .to = table->ends[path[line]],
                                       .is_last = line == line_count});
        if (line < line_count && table->breaks->forced[table->ends[path[line]]])
            lines->forced = true;
    }
    g_free(costs);
    g_free(previous);
}

bool break_balanced(struct breaks *breaks, struct stretch stretch, struct lines *lines)
{
    if (stretch.to - stretch.from > MAX_TITLE)
        return false;
    struct table table = {.breaks = breaks, .stretch = stretch};
    table.ends = g_new(int, (gsize)(stretch.to - stretch.from) + 1);
    table.ends[table.end_count++] = stretch.from;
    for (int i = stretch.from + 1; i <= stretch.to; i++) {
        if (i == stretch.to || !isinf(breaks->penalties[i]))
            table.ends[table.end_count++] = i;
    }
    int count = count_lines(&table);
    bool fits = count > 0 && count <= MAX_TITLE_LINES;
    if (fits)
        search(&table, count, lines);
    g_free(table.ends);
    return fits;
}
