// SPDX-License-Identifier: MIT
#include "chart-kit/tree.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "visual-kit/surface.h"

#define MAX_NOTED 12
#define MAX_NOTE_LINES 4
#define MAX_NARROW 40 // each on a line of its own
#define MAX_NARROW_LINES 48
#define NARROW_EMS 16

// A node while rows are read, in the order of first appearance.
struct sprout {
    const char *name;
    double own, total, second;
    int32_t parent, depth, rows;
    int32_t first, last, next; // children as a list; -1: none
    bool is_folded;            // a leaf that goes into 其他
};

struct reading {
    const struct chart_tree_source *source;
    struct sprout *sprouts;
    int32_t count;
    GHashTable *known; // "parent\nname": number + 1
    struct chart_tree *tree;
};

// --- Rows ---

static int32_t add_sprout(struct reading *reading, int32_t parent, const char *name)
{
    int32_t number = reading->count++;
    struct sprout *sprouts = reading->sprouts;
    sprouts[number] = (struct sprout){.name = name,
                                      .second = NAN,
                                      .parent = parent,
                                      .depth = parent < 0 ? 0 : sprouts[parent].depth + 1,
                                      .first = -1,
                                      .last = -1,
                                      .next = -1};
    if (parent < 0)
        return number;
    if (sprouts[parent].last >= 0)
        sprouts[sprouts[parent].last].next = number;
    else
        sprouts[parent].first = number;
    sprouts[parent].last = number;
    return number;
}

static int32_t find_sprout(struct reading *reading, int32_t parent, const char *name)
{
    char *key = g_strdup_printf("%d\n%s", (int)parent, name);
    gpointer known = g_hash_table_lookup(reading->known, key);
    if (known != NULL) {
        g_free(key);
        return GPOINTER_TO_INT(known) - 1;
    }
    int32_t number = add_sprout(reading, parent, name);
    g_hash_table_insert(reading->known, key, GINT_TO_POINTER(number + 1));
    return number;
}

static void read_row(struct reading *reading, int32_t row)
{
    const struct chart_tree_source *source = reading->source;
    double value = hai_table_number(source->rows, row, source->value);
    if (!(value > 0) || !isfinite(value)) {
        reading->tree->passed_over += value < 0 ? 1 : 0;
        return;
    }
    int32_t at = 0;
    for (int32_t i = 0; i < source->path_count; i++) {
        const char *name =
            source->path[i] < 0 ? "" : hai_table_text(source->rows, row, source->path[i]);
        if (name[0] != '\0')
            at = find_sprout(reading, at, name);
        else if (at > 0)
            break;
    }
    if (at == 0)
        at = find_sprout(reading, at, "");
    struct sprout *sprout = &reading->sprouts[at];
    double second = source->second < 0 ? NAN : hai_table_number(source->rows, row, source->second);
    sprout->second = sprout->rows == 0 && isfinite(second) ? second : NAN;
    reading->tree->doubled += sprout->rows > 0 ? 1 : 0;
    sprout->rows++;
    sprout->own += value;
    for (; at >= 0; at = reading->sprouts[at].parent)
        reading->sprouts[at].total += value;
}

// --- Leaves too many ---

static int compare_sprouts(const void *a, const void *b)
{
    const struct sprout *x = *(struct sprout *const *)a, *y = *(struct sprout *const *)b;
    if (x->total != y->total)
        return x->total > y->total ? -1 : 1;
    return (x > y) - (x < y);
}

static void mark_folded(const hai_block *block, struct reading *reading)
{
    int32_t most = reading->source->most, leaves = 0;
    if (most <= 0)
        return;
    struct sprout **order = hai_block_alloc(block, (size_t)reading->count * sizeof(void *));
    for (int32_t i = 1; i < reading->count; i++)
        if (reading->sprouts[i].first < 0)
            order[leaves++] = &reading->sprouts[i];
    qsort(order, (size_t)leaves, sizeof(void *), compare_sprouts);
    // One thing alone is not put together with nothing.
    for (int32_t i = most; leaves > most + 1 && i < leaves; i++)
        order[i]->is_folded = true;
}

// --- The tree ---

static bool is_others(const struct chart_node *node)
{
    return strcmp(node->name, CHART_OTHERS) == 0 || node->name[0] == '\0';
}

static int compare_nodes(const void *a, const void *b)
{
    const struct chart_node *x = a, *y = b;
    if (is_others(x) != is_others(y))
        return is_others(x) ? 1 : -1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->order - y->order;
}

// The children of a node that is made already. `sprouts_of` remembers which sprout a node was; -1:
// none, it has no children.
static void add_children(struct reading *reading, int32_t at, int32_t *sprouts_of)
{
    struct chart_tree *tree = reading->tree;
    struct chart_node *node = &tree->nodes[at];
    const struct sprout *sprout = &reading->sprouts[sprouts_of[at]];
    int32_t folded = 0, order = 0;
    double others = 0;
    node->first = tree->count;
    for (int32_t i = sprout->first; i >= 0; i = reading->sprouts[i].next)
        folded += reading->sprouts[i].is_folded ? 1 : 0;
    for (int32_t i = sprout->first; i >= 0; i = reading->sprouts[i].next, order++) {
        const struct sprout *child = &reading->sprouts[i];
        if (child->is_folded && folded > 1) {
            others += child->total;
            continue;
        }
        // Which sprout it was is kept in `first` while siblings are sorted.
        tree->nodes[tree->count++] = (struct chart_node){.name = child->name,
                                                         .value = child->total,
                                                         .second = child->second,
                                                         .order = order,
                                                         .first = i};
    }
    if (others > 0)
        tree->nodes[tree->count++] = (struct chart_node){
            .name = CHART_OTHERS, .value = others, .second = NAN, .order = order++, .first = -1};
    if (sprout->own > 0 && sprout->first >= 0)
        tree->nodes[tree->count++] = (struct chart_node){
            .name = "", .value = sprout->own, .second = NAN, .order = order, .first = -1};
    node->count = tree->count - node->first;
    struct chart_node *children = &tree->nodes[node->first];
    if (reading->source->is_sorted && node->count > 1)
        qsort(children, (size_t)node->count, sizeof *children, compare_nodes);
    for (int32_t i = 0; i < node->count; i++) {
        sprouts_of[node->first + i] = children[i].first;
        children[i].first = 0;
        children[i].parent = at;
        children[i].depth = node->depth + 1;
        children[i].top = at == 0 ? i + 1 : node->top;
        tree->depth = children[i].depth;
    }
}

struct chart_tree *chart_tree_read(const hai_block *block, const struct chart_tree_source *source)
{
    struct chart_tree *tree = hai_block_alloc(block, sizeof *tree);
    int32_t rows = source->rows == NULL ? 0 : hai_table_rows(source->rows);
    size_t room = (size_t)rows * (size_t)source->path_count + (size_t)rows + 2;
    struct reading reading = {.source = source,
                              .sprouts = hai_block_alloc(block, room * sizeof *reading.sprouts),
                              .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                              .tree = tree};
    (void)add_sprout(&reading, -1, "");
    for (int32_t row = 0; row < rows; row++)
        read_row(&reading, row);
    g_hash_table_destroy(reading.known);
    mark_folded(block, &reading);
    // Each branch may get two more: 其他 and what is its own.
    room = (size_t)reading.count * 3 + 1;
    tree->nodes = hai_block_alloc(block, room * sizeof *tree->nodes);
    int32_t *sprouts_of = hai_block_alloc(block, room * sizeof *sprouts_of);
    tree->nodes[0] = (struct chart_node){
        .name = "", .value = reading.sprouts[0].total, .second = NAN, .parent = -1, .top = -1};
    tree->count = 1;
    for (int32_t i = 0; i < tree->count; i++)
        if (sprouts_of[i] >= 0)
            add_children(&reading, i, sprouts_of);
    return tree;
}

// --- For colours and words ---

const char *const chart_tree_shows[] = {"value", "share", NULL};

// The share of a node, in units of the last digit, among those below it: rounded down, and the
// rest to those that lost most (Hamilton's method).
static void share_out(const struct chart_tree *tree, int32_t at, double whole, double *units)
{
    const struct chart_node *node = &tree->nodes[at];
    double left = units[at];
    for (int32_t i = node->first; i < node->first + node->count; i++) {
        units[i] = floor(tree->nodes[i].value / tree->nodes[0].value * whole + 1e-9);
        left -= units[i];
    }
    for (int32_t k = 0; k < node->count && left > 0.5; k++, left--) {
        int32_t best = node->first;
        double most = -INFINITY;
        for (int32_t i = node->first; i < node->first + node->count; i++) {
            double lost = tree->nodes[i].value / tree->nodes[0].value * whole - units[i];
            best = lost > most + 1e-9 ? i : best;
            most = fmax(most, lost);
        }
        units[best]++;
    }
}

// From the root on, so that equal branches have equal shares, and each sum is right.
static void write_shares(const hai_block *block, const struct chart_tree *tree, int32_t decimals,
                         const char **texts)
{
    double *units = hai_block_alloc(block, (size_t)tree->count * sizeof *units);
    double whole = 100 * pow(10, decimals);
    units[0] = whole;
    for (int32_t i = 0; i < tree->count; i++) {
        share_out(tree, i, whole, units);
        if (i > 0)
            texts[i] = chart_share_text(block, units[i] / whole, decimals);
    }
}

const char **chart_tree_texts(const hai_block *block, const struct chart_tree *tree,
                              const struct chart_options *options, bool are_shares,
                              hai_number_format *format)
{
    const char **texts = hai_block_alloc(block, (size_t)tree->count * sizeof(char *));
    double *values = hai_block_alloc(block, (size_t)tree->count * sizeof *values);
    int32_t count = 0;
    for (int32_t i = 1; i < tree->count; i++)
        if (tree->nodes[i].count == 0)
            values[count++] = tree->nodes[i].value;
    *format = chart_format(options, values, count);
    texts[0] = "";
    if (are_shares)
        write_shares(block, tree, options->number.decimals < 0 ? 1 : options->number.decimals,
                     texts);
    for (int32_t i = 1; i < tree->count && !are_shares; i++)
        texts[i] = chart_value_text(block, tree->nodes[i].value, format, options->unit);
    return texts;
}

struct missing {
    double value;
    int32_t node;
};

static int compare_missing(const void *a, const void *b)
{
    const struct missing *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->node - y->node;
}

// One after another, or in a narrow chart each on a line of its own.
static const char *note_text(const hai_block *block, const struct chart_tree *tree,
                             const char *const *texts, const char *head,
                             const struct missing *missing, int32_t told, int32_t count,
                             bool is_narrow)
{
    if (told == 0)
        return hai_block_printf(block, "另有%d项较小,未标明", (int)count);
    const char *order = count > 1 ? "由大到小" : "";
    bool has_head = head[0] != '\0' || order[0] != '\0';
    const char *text = has_head ? hai_block_printf(block, "%s%s:", head, order) : "";
    const char *between = is_narrow ? "\n" : "、";
    for (int32_t i = 0; i < told; i++)
        text = hai_block_printf(block, "%s%s%s %s", text,
                                i > 0 || (is_narrow && has_head) ? between : "",
                                tree->nodes[missing[i].node].name, texts[missing[i].node]);
    return told < count
               ? hai_block_printf(block, "%s%s等%d项", text, is_narrow ? between : "", (int)count)
               : text;
}

static hai_text_style note_style(const hai_block *block)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    style.line_height = 1.4;
    return style;
}

bool chart_tree_note_is_list(const hai_block *block, double width)
{
    return width < NARROW_EMS * note_style(block).size;
}

const hai_paragraph *chart_tree_note(const hai_block *block, const struct chart_tree *tree,
                                     const bool *is_told, const char *const *texts,
                                     const char *head, double width, int32_t *dropped)
{
    struct missing *missing = hai_block_alloc(block, (size_t)tree->count * sizeof *missing);
    int32_t count = 0;
    for (int32_t i = 1; i < tree->count; i++)
        if (tree->nodes[i].count == 0 && !is_told[i] && tree->nodes[i].name[0] != '\0')
            missing[count++] = (struct missing){tree->nodes[i].value, i};
    *dropped = 0;
    if (count == 0)
        return NULL;
    qsort(missing, (size_t)count, sizeof *missing, compare_missing);
    hai_text_style style = note_style(block);
    bool is_narrow = chart_tree_note_is_list(block, width);
    int32_t most_told = is_narrow ? MAX_NARROW : MAX_NOTED;
    int32_t told = count < most_told ? count : most_told;
    int32_t most = is_narrow ? MAX_NARROW_LINES : MAX_NOTE_LINES;
    const hai_paragraph *note;
    do {
        note = hai_paragraph_new(
            block, note_text(block, tree, texts, head, missing, told, count, is_narrow), &style,
            width);
        *dropped = count - told;
    } while (hai_paragraph_lines(note) > most && told-- > 0);
    return note;
}

static struct chart_data *new_data(const hai_block *block, int32_t room)
{
    struct chart_data *data = hai_block_alloc(block, sizeof *data);
    size_t count = (size_t)room + 1;
    data->categories = hai_block_alloc(block, count * sizeof(char *));
    data->rows = hai_block_alloc(block, count * sizeof(int32_t));
    data->order = hai_block_alloc(block, count * sizeof(int32_t));
    data->series = hai_block_alloc(block, sizeof *data->series);
    data->series_count = 1;
    data->series[0] =
        (struct chart_series){.name = "", .values = hai_block_alloc(block, count * sizeof(double))};
    return data;
}

static void add_category(struct chart_data *data, const struct chart_node *node, const char *name)
{
    int32_t at = data->category_count++;
    data->categories[at] = name;
    data->rows[at] = -1;
    data->order[at] = node->order;
    data->series[0].values[at] = node->value;
}

struct chart_data *chart_tree_tops(const hai_block *block, const struct chart_tree *tree)
{
    const struct chart_node *root = &tree->nodes[0];
    struct chart_data *data = new_data(block, root->count);
    for (int32_t i = 0; i < root->count; i++)
        add_category(data, &tree->nodes[root->first + i], tree->nodes[root->first + i].name);
    return data;
}

struct chart_data *chart_tree_leaves(const hai_block *block, const struct chart_tree *tree)
{
    struct chart_data *data = new_data(block, tree->count);
    for (int32_t i = 1; i < tree->count; i++) {
        const struct chart_node *node = &tree->nodes[i];
        if (node->count > 0)
            continue;
        const char *name = node->name;
        for (int32_t p = node->parent; p > 0; p = tree->nodes[p].parent)
            name = name[0] == '\0' ? tree->nodes[p].name
                                   : hai_block_printf(block, "%s—%s", tree->nodes[p].name, name);
        add_category(data, node, name);
    }
    return data;
}

void chart_tree_warn(const hai_block *block, const struct chart_tree *tree)
{
    if (tree->passed_over > 0)
        hai_block_warn(block, "rows", "chart.negative", "show them as bars",
                       "%d values below zero have no share in a whole: they are not drawn",
                       (int)tree->passed_over);
    if (tree->doubled > 0)
        hai_block_warn(block, "rows", "chart.double", "make it one row, if it is one value",
                       "%d rows name what another row names: they are summed", (int)tree->doubled);
}
