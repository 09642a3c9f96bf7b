// SPDX-License-Identifier: MIT
#include "treemap.h"

#include <stdlib.h>

#define PAD_X 14.0
#define PAD_Y 10.0
#define TIGHT 6.0
#define MAX_NAME_LINES 4
#define BEHIND (-1)
#define LEAST_NUMBERED 3
#define MOST_NUMBERED 120

// --- Figures ---

static void write_headings(const hai_block *block, struct plan *plan)
{
    const struct chart_node *root = &plan->tree->nodes[0];
    plan->groups = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->groups);
    hai_text_style name = hai_theme_type(hai_block_theme(block), "caption"), value = name;
    name.line_height = value.line_height = 1.4;
    name.weight = 700;
    plan->strip = ceil(name.size * name.line_height) + 4;
    for (int32_t i = root->first; i < root->first + root->count; i++) {
        const struct chart_node *node = &plan->tree->nodes[i];
        if (node->count == 0 || node->name[0] == '\0')
            continue;
        name.colour = isnan(plan->most_change)
                          ? chart_colour_name(block, plan->styles[i - root->first].text)
                          : "ink";
        plan->groups[i].name = hai_paragraph_new(block, node->name, &name, 0);
        plan->groups[i].value = hai_paragraph_new(block, plan->values[i], &value, 0);
    }
}

void write_figures(const hai_block *block, const struct treemap *treemap, struct plan *plan)
{
    plan->values = chart_tree_texts(block, plan->tree, &treemap->chart,
                                    treemap->show == CHART_SHOW_SHARE, &plan->format);
    write_headings(block, plan);
}

// --- Cells ---

const char *change_text(const hai_block *block, const struct treemap *treemap,
                        const struct plan *plan, double change)
{
    hai_number_format format = {.size = sizeof format,
                                .decimals = -1,
                                .group = 1,
                                .scale = 1,
                                .sign = plan->is_diverging ? 1 : 0};
    return chart_value_text(block, change, &format, treemap->change_unit);
}

// Words of one size, as many of name, value and change as are asked for; false where they do not
// fit. A name may wrap, but not into single characters, and not where it is whole in `widest`, the
// room of what comes as close to the sides as it may.
static bool try_words(const hai_block *block, hai_size room, double widest,
                      const hai_text_style *style, const char *const texts[3],
                      struct cell_words *words)
{
    hai_text_style name = *style, figure = *style;
    name.align = HAI_TEXT_TITLE;
    name.line_height = figure.line_height = 1.3;
    figure.weight = 700;
    name.weight = 500;
    *words = (struct cell_words){0};
    if (texts[0][0] != '\0') {
        words->name = hai_paragraph_new(block, texts[0], &name, 0);
        double width = hai_paragraph_size(words->name).width;
        if (width > room.width) {
            // Closer to the sides it is whole.
            if (room.width < 2 * style->size || width <= widest)
                return false;
            words->name = hai_paragraph_new(block, texts[0], &name, room.width);
            if (hai_paragraph_lines(words->name) > MAX_NAME_LINES)
                return false;
        }
    }
    words->value = texts[1] == NULL ? NULL : hai_paragraph_new(block, texts[1], &figure, 0);
    words->change = texts[2] == NULL ? NULL : hai_paragraph_new(block, texts[2], &figure, 0);
    const hai_paragraph *lines[] = {words->name, words->value, words->change};
    double height = 0;
    for (size_t i = 0; i < HAI_COUNT(lines); i++) {
        if (lines[i] == NULL)
            continue;
        height += kit_height(lines[i]);
        if (hai_paragraph_size(lines[i]).width > room.width + 0.5)
            return false;
    }
    return height <= room.height + 0.5;
}

// The value behind the name, where a cell has room for one line alone.
static bool try_line(const hai_block *block, hai_size room, const hai_text_style *style,
                     const char *const texts[3], struct cell_words *words)
{
    if (!try_words(block, room, 0, style, (const char *const[]){texts[0], NULL, NULL}, words) ||
        words->name == NULL || hai_paragraph_lines(words->name) > 1 || texts[1] == NULL)
        return false;
    hai_text_style figure = *style;
    figure.line_height = 1.3;
    figure.weight = 700;
    words->value = hai_paragraph_new(block, texts[1], &figure, 0);
    words->is_line = true;
    return hai_paragraph_size(words->name).width + LINE_GAP +
               hai_paragraph_size(words->value).width <=
           room.width;
}

// As many figures as fit, in the largest words that fit: large type for large cells only, so that
// sizes tell ranks. What lacks room may come closer to the sides of its cell. Takes how many times
// larger than the least the words of larger cells are, and returns what they may be for smaller
// ones.
static double write_cell(const hai_block *block, const struct treemap *treemap, struct plan *plan,
                         int32_t at, double most)
{
    static const struct {
        double scale, side; // of the type; of the least cell, as if it were square
        double pad_x, pad_y;
        int figures; // that stand below the name; BEHIND: the value alone, behind it
    } steps[] = {
        {1.6, 280, PAD_X, PAD_Y, 2}, {1.25, 170, PAD_X, PAD_Y, 2}, {1, 0, PAD_X, PAD_Y, 2},
        {1, 0, TIGHT, TIGHT, 2},     {1.6, 280, PAD_X, PAD_Y, 1},  {1.25, 170, PAD_X, PAD_Y, 1},
        {1, 0, PAD_X, PAD_Y, 1},     {1, 0, TIGHT, TIGHT, 1},      {1, 0, PAD_X, TIGHT, BEHIND},
        {1, 0, PAD_X, PAD_Y, 0},     {1, 0, TIGHT, TIGHT, 0}};
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_node *node = &plan->tree->nodes[at];
    hai_box box = plan->boxes[at];
    hai_text_style style =
        kit_type(theme, "caption", chart_colour_name(block, chart_ink_on(theme, plan->colours[at])),
                 HAI_TEXT_LEFT);
    double size = style.size, side = sqrt(box.width * box.height);
    if (fmin(box.height, box.width) < size)
        return most;
    const char *change = isnan(plan->most_change) || isnan(node->second)
                             ? NULL
                             : change_text(block, treemap, plan, node->second);
    bool has_values = treemap->chart.labels != CHART_LABELS_NONE;
    for (size_t i = 0; i < HAI_COUNT(steps); i++) {
        const char *texts[3] = {node->name, has_values ? plan->values[at] : change,
                                has_values ? change : NULL};
        for (int k = abs(steps[i].figures); k < 2; k++)
            texts[k + 1] = NULL;
        hai_size room = {box.width - 2 * steps[i].pad_x, box.height - 2 * steps[i].pad_y};
        double widest = box.width - 2 * TIGHT;
        style.size = size * steps[i].scale;
        bool may = side >= steps[i].side && steps[i].scale <= most;
        bool fits = may && (steps[i].figures == BEHIND
                                ? try_line(block, room, &style, texts, &plan->words[at])
                                : try_words(block, room, widest, &style, texts, &plan->words[at]));
        if (!fits && may && steps[i].figures == 1 && has_values && change != NULL) {
            texts[1] = change; // is often shorter
            fits = try_words(block, room, widest, &style, texts, &plan->words[at]);
        }
        if (fits) {
            plan->words[at].pad = (hai_size){steps[i].pad_x, steps[i].pad_y};
            return steps[i].scale;
        }
    }
    plan->words[at] = (struct cell_words){0};
    return most;
}

// What is told of a cell below the picture.
static const char **note_texts(const hai_block *block, const struct treemap *treemap,
                               const struct plan *plan)
{
    if (isnan(plan->most_change))
        return plan->values;
    const char **texts = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *texts);
    for (int32_t i = 1; i < plan->tree->count; i++) {
        double change = plan->tree->nodes[i].second;
        texts[i] = isnan(change) ? plan->values[i]
                                 : hai_block_printf(block, "%s %s", plan->values[i],
                                                    change_text(block, treemap, plan, change));
    }
    return texts;
}

// By area, which headings change a little, or by value.
static double rank_of(const struct plan *plan, int32_t at, bool is_by_value)
{
    return is_by_value ? plan->tree->nodes[at].value
                       : plan->boxes[at].width * plan->boxes[at].height;
}

// The largest cell after one, of equal ones in their order; after 0 the largest of all. 0: none.
static int32_t next_cell(const struct plan *plan, int32_t after, bool is_by_value)
{
    int32_t next = 0;
    double last = after > 0 ? rank_of(plan, after, is_by_value) : INFINITY;
    for (int32_t i = 1; i < plan->tree->count; i++) {
        double rank = rank_of(plan, i, is_by_value);
        bool is_after = rank < last || (rank == last && i > after);
        if (plan->tree->nodes[i].count == 0 && is_after &&
            (next == 0 || rank > rank_of(plan, next, is_by_value)))
            next = i;
    }
    return next;
}

// --- Numbers ---

static bool has_name(const struct plan *plan, int32_t at)
{
    return plan->words[at].name != NULL || plan->tree->nodes[at].name[0] == '\0';
}

static const hai_paragraph *number_of(const hai_block *block, const struct plan *plan, int32_t at,
                                      int32_t number)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style =
        kit_type(theme, "caption", chart_colour_name(block, chart_ink_on(theme, plan->colours[at])),
                 HAI_TEXT_LEFT);
    style.line_height = 1.3;
    const hai_paragraph *text =
        hai_paragraph_new(block, hai_block_printf(block, "%d", (int)number), &style, 0);
    hai_size size = hai_paragraph_size(text);
    hai_box box = plan->boxes[at];
    bool fits = size.width + TIGHT <= box.width && style.size <= box.height;
    return fits ? text : NULL;
}

// Names that find no room in their cells are told below, where a number in the cell says which is
// which: if there are several, and most of their cells have room for one.
static bool may_number(const hai_block *block, const struct plan *plan)
{
    int32_t nameless = 0, roomy = 0;
    for (int32_t i = next_cell(plan, 0, true); i > 0; i = next_cell(plan, i, true))
        if (!has_name(plan, i))
            roomy += number_of(block, plan, i, ++nameless) != NULL ? 1 : 0;
    return nameless >= LEAST_NUMBERED && nameless <= MOST_NUMBERED && 2 * roomy >= nameless;
}

static void number_cells(const hai_block *block, const struct treemap *treemap, struct plan *plan,
                         const bool *is_told)
{
    const char **texts = note_texts(block, treemap, plan);
    const char **lines = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *lines);
    int32_t number = 0, count = 0;
    for (int32_t i = next_cell(plan, 0, true); i > 0; i = next_cell(plan, i, true)) {
        const char *name = plan->tree->nodes[i].name;
        if (is_told[i] || name[0] == '\0')
            continue;
        if (has_name(plan, i)) {
            lines[count++] = hai_block_printf(block, "%s %s", name, texts[i]);
            continue;
        }
        // A number that no cell shows would be looked for in vain.
        const hai_paragraph *mark = number_of(block, plan, i, number + 1);
        lines[count++] = mark == NULL
                             ? hai_block_printf(block, "%s %s", name, texts[i])
                             : hai_block_printf(block, "%d %s %s", (int)++number, name, texts[i]);
        plan->words[i] = (struct cell_words){.name = mark, .pad = {TIGHT, TIGHT}};
    }
    plan->list = chart_list_new(block, lines, count, plan->frame.box.width);
    plan->note = NULL;
    plan->dropped = 0;
}

void write_cells(const hai_block *block, const struct treemap *treemap, struct plan *plan)
{
    plan->words = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->words);
    double most = INFINITY;
    for (int32_t i = next_cell(plan, 0, false); i > 0; i = next_cell(plan, i, false))
        most = write_cell(block, treemap, plan, i, most);
    // In a wide chart lines for the values of small cells would cost the large ones their room, but
    // for a list that is there anyway.
    bool is_numbered = may_number(block, plan);
    bool needs_value = treemap->chart.labels != CHART_LABELS_NONE &&
                       (is_numbered || chart_tree_note_is_list(block, plan->frame.box.width));
    bool *is_told = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *is_told);
    for (int32_t i = 1; i < plan->tree->count; i++)
        is_told[i] =
            plan->tree->nodes[i].count > 0 ||
            (plan->words[i].name != NULL && (plan->words[i].value != NULL || !needs_value));
    plan->list = (struct chart_list){0};
    if (is_numbered) {
        number_cells(block, treemap, plan, is_told);
        return;
    }
    plan->note = chart_tree_note(block, plan->tree, is_told, note_texts(block, treemap, plan),
                                 CHART_UNNAMED, plan->frame.box.width, &plan->dropped);
}
