// SPDX-License-Identifier: MIT
//
// Titles: as few lines as the measure allows without cutting a word, then lines of like length that
// end where a reader would pause. words.h says how good each end is.
#include <math.h>

#include "text/letters.h"
#include "text/lines.h"
#include "text/words.h"

enum { MAX_TITLE = 240, MAX_TITLE_LINES = 24 };

// What a line's end costs, beside 100 times the square of the share by which its line misses the
// lines' mean: two lines of 8 and 12 em instead of 10 cost 8, of 6 and 14 cost 32.
static const double tie_costs[TIE_COUNT] = {
    [TIE_HINT] = -150, [TIE_SPACE] = 0,   [TIE_STOP] = 3,      [TIE_PAUSE] = 10,  [TIE_PHRASE] = 20,
    [TIE_WORD] = 30,   [TIE_LOOSE] = 40,  [TIE_COMPOUND] = 55, [TIE_LEAN] = 80,   [TIE_NAME] = 150,
    [TIE_AFFIX] = 200, [TIE_WHOLE] = 400, [TIE_INSIDE] = 1000, [TIE_USER] = 4000,
};

#define COST_ORPHAN 400.0
#define COST_SHORT 15.0 // a last line of two characters
#define SLACK 1e-6

struct table {
    const struct breaks *breaks;
    struct stretch stretch;
    const uint8_t *ties; // by atom, from the stretch's first
    enum tie last;       // the worst at which lines may end anywhere
    bool *opened;        // by atom: where a line may end though its tie is worse
    int *ends;           // atoms that a line may begin with, the stretch's edges included
    int end_count;
};

static enum tie find_tie(const struct table *table, int at)
{
    if (table->breaks->forced[at])
        return MAX(TIE_INSIDE, table->ties[at - table->stretch.from]);
    return table->ties[at - table->stretch.from];
}

// --- Where lines may end ---

static double find_width(const struct table *table, int from, int to)
{
    return atoms_width(table->breaks->atoms, from, to, table->breaks->setting->tracking);
}

static void find_ends(struct table *table)
{
    struct stretch stretch = table->stretch;
    table->end_count = 0;
    table->ends[table->end_count++] = stretch.from;
    for (int i = stretch.from + 1; i <= stretch.to; i++) {
        bool open = i == stretch.to ||
                    (!isinf(table->breaks->penalties[i]) &&
                     (find_tie(table, i) <= table->last || table->opened[i - stretch.from]));
        if (open)
            table->ends[table->end_count++] = i;
    }
}

// Inside pieces that are too wide for any line, open the next worse ends, and so on until each
// fits. False where not even the worst help.
static bool open_pieces(struct table *table)
{
    double measure = table->breaks->setting->measure + SLACK;
    for (int tie = (int)table->last + 1; tie < TIE_COUNT; tie++) {
        bool fits = true;
        find_ends(table);
        for (int i = 1; i < table->end_count; i++) {
            int from = table->ends[i - 1], to = table->ends[i];
            if (find_width(table, from, to) <= measure)
                continue;
            fits = false;
            for (int k = from + 1; k < to; k++) {
                if (find_tie(table, k) == (enum tie)tie)
                    table->opened[k - table->stretch.from] = true;
            }
        }
        if (fits)
            return true;
    }
    find_ends(table);
    for (int i = 1; i < table->end_count; i++) {
        if (find_width(table, table->ends[i - 1], table->ends[i]) > measure)
            return false;
    }
    return true;
}

// The fewest lines that hold the text: fill each one. Every piece fits.
static int count_lines(const struct table *table)
{
    int lines = 0;
    double measure = table->breaks->setting->measure + SLACK;
    for (int from = 0; from < table->end_count - 1; lines++) {
        int to = from + 1;
        while (to + 1 < table->end_count &&
               find_width(table, table->ends[from], table->ends[to + 1]) <= measure)
            to++;
        from = to;
    }
    return lines;
}

// Choose the ends, and return how many lines they make; 0 where the text does not fit at all. A
// title of at most so many lines had better cut a word than lose its end.
static int choose_ends(struct table *table)
{
    int most = table->breaks->setting->max_lines;
    if (!open_pieces(table))
        return 0;
    int count = count_lines(table);
    if (most <= 0 || count <= most)
        return count;
    for (int tie = TIE_LAST_GOOD + 1; tie < TIE_COUNT; tie++) {
        table->last = (enum tie)tie;
        find_ends(table);
        if (count_lines(table) <= most)
            return count_lines(table);
    }
    table->last = TIE_LAST_GOOD;
    find_ends(table);
    return count;
}

// --- The search ---

static double cost_title_line(const struct table *table, int from, int to, double target)
{
    const struct breaks *breaks = table->breaks;
    int start = table->ends[from], end = table->ends[to];
    double width = find_width(table, start, end);
    if (width > breaks->setting->measure + SLACK)
        return INFINITY;
    double off = (width - target) / target;
    double cost = 100 * off * off;
    if (end < table->stretch.to)
        return cost + tie_costs[find_tie(table, end)] + 10 * breaks->penalties[end];
    int letters = 0;
    for (int i = start; i < end && letters < 3; i++)
        letters += !letter_class_is_mark(breaks->atoms->atoms[i].class);
    return cost + (letters <= 1 ? COST_ORPHAN : letters == 2 ? COST_SHORT : 0);
}

static void add_path(const struct table *table, const int *previous, int line_count,
                     struct lines *lines)
{
    int count = table->end_count;
    int path[MAX_TITLE_LINES + 1];
    path[line_count] = count - 1;
    for (int line = line_count; line > 0; line--)
        path[line - 1] = previous[line * count + path[line]];
    for (int line = 1; line <= line_count; line++) {
        int end = table->ends[path[line]];
        lines_add(lines, (struct line){.from = table->ends[path[line - 1]],
                                       .to = end,
                                       .is_last = line == line_count});
        if (line < line_count && find_tie(table, end) >= TIE_INSIDE)
            lines->forced = true;
    }
}

// costs[line][end]: the best way to set the text up to an end in so many lines.
static void search(const struct table *table, int line_count, struct lines *lines)
{
    int count = table->end_count;
    double *costs = g_new(double, (gsize)(line_count + 1) * (gsize)count);
    int *previous = g_new0(int, (gsize)(line_count + 1) * (gsize)count);
    double target = find_width(table, table->stretch.from, table->stretch.to) / line_count;
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
    add_path(table, previous, line_count, lines);
    g_free(costs);
    g_free(previous);
}

bool break_balanced(struct breaks *breaks, struct stretch stretch, struct lines *lines)
{
    int size = stretch.to - stretch.from;
    if (size > MAX_TITLE || !breaks->setting->words)
        return false;
    struct table table = {.breaks = breaks, .stretch = stretch, .last = TIE_LAST_GOOD};
    table.ties = words_tie(breaks->setting->words, breaks->atoms, stretch);
    table.opened = g_new0(bool, (gsize)size + 1);
    table.ends = g_new(int, (gsize)size + 1);
    int count = choose_ends(&table);
    bool fits = count > 0 && count <= MAX_TITLE_LINES;
    if (fits)
        search(&table, count, lines);
    g_free(table.ends);
    g_free(table.opened);
    return fits;
}
