// SPDX-License-Identifier: MIT
#include "tree.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"

static const struct tree defaults = {.items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_DOWN};

static const char *const styles[] = {"down", "right", "mind", "outline", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct tree, items),
    HAI_COLUMN("key", struct tree, key, "key", .help_zh = "名称列,供上级列引用;没有时用标题",
               .help_en = "Column of names that parents are told by; titles if there is none"),
    HAI_COLUMN("parent", struct tree, parent, "parent", .help_zh = "上级列,空为最上级",
               .help_en = "Column of parents; empty for the root"),
    HAI_CHOICE("style", struct tree, style, styles,
               .help_zh = "样式:自上而下、自左而右、思维导图、缩进",
               .help_en = "Top-down, sideways, a mind map on both sides, or indented"),
};

#define SIBLINGS 16.0 // between nodes of a level
#define COUSINS 40.0  // of different parents, where there is room
#define LEVELS_DOWN 48.0
#define LEVELS_ASIDE 56.0
#define COLUMN_WIDTH 64.0 // of a leaf whose title runs down
#define COLUMN_HEIGHT 460.0

// --- Rows ---

static const char *name_of(const struct tree *tree, int32_t row)
{
    const struct kit_items *items = &tree->items;
    return hai_table_text(items->rows, row, tree->key >= 0 ? tree->key : items->title);
}

// The row of each row's parent; -1: it has none.
static int32_t *read_parents(const hai_block *block, const struct tree *tree, int32_t rows)
{
    int32_t *parents = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *parents);
    for (int32_t i = 0; i < rows; i++) {
        const char *name = hai_table_text(tree->items.rows, i, tree->parent);
        parents[i] = -1;
        for (int32_t j = 0; j < rows && name[0] != '\0' && parents[i] < 0; j++) {
            if (j != i && strcmp(name_of(tree, j), name) == 0)
                parents[i] = j;
        }
    }
    return parents;
}

static void hang(struct forest *forest, int32_t index, int32_t parent)
{
    struct node *node = &forest->nodes[index], *above = &forest->nodes[parent];
    node->depth = above->depth + 1;
    node->parent = parent;
    node->branch = above->depth == 0 ? 0 : above->branch;
    above->has_children = true;
    forest->depth = (int32_t)fmax(forest->depth, node->depth);
    int32_t *end = &above->first;
    while (*end >= 0) {
        node->branch += above->depth == 0 ? 1 : 0;
        end = &forest->nodes[*end].next;
    }
    *end = index;
}

// The root is the first without a parent; others without one hang below it. Level by level, so that
// nodes follow their parents.
static struct forest read_forest(const hai_block *block, const struct tree *tree)
{
    int32_t rows = (int32_t)fmin(kit_items_count(&tree->items), TREE_MAX_NODES), root = 0;
    struct forest forest = {.style = tree->style};
    if (rows == 0)
        return forest;
    int32_t *parents = read_parents(block, tree, rows);
    int32_t *queue = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *queue);
    forest.nodes = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *forest.nodes);
    while (root + 1 < rows && parents[root] >= 0)
        root++;
    queue[0] = root;
    forest.count = 1;
    forest.nodes[0] = (struct node){.parent = -1, .first = -1, .next = -1};
    forest.nodes[0].item = kit_items_get(block, &tree->items, root);
    for (int32_t i = 0; i < forest.count && forest.nodes[i].depth + 1 < TREE_MAX_DEPTH; i++) {
        for (int32_t row = 0; row < rows; row++) {
            bool is_orphan = i == 0 && parents[row] < 0;
            if (row == root || (parents[row] != queue[i] && !is_orphan))
                continue;
            queue[forest.count] = row;
            forest.nodes[forest.count] = (struct node){.first = -1, .next = -1};
            forest.nodes[forest.count].item = kit_items_get(block, &tree->items, row);
            hang(&forest, forest.count++, i);
        }
    }
    forest.is_cut = forest.count < rows;
    return forest;
}

// --- Nodes ---

static struct kit_look look_of(const struct forest *forest, const struct node *node)
{
    struct kit_look look = {.style = KIT_ITEM_CARD,
                            .align = HAI_TEXT_CENTRE,
                            .inset = 18,
                            .title_size = 0.76,
                            .is_compact = true};
    if (forest->style == STYLE_MIND)
        look.inset = 10;
    if (forest->style == STYLE_OUTLINE)
        look.align = HAI_TEXT_LEFT;
    if (node->depth == 0) {
        look.style = KIT_ITEM_SOLID;
        look.title_size = 0.95;
    } else if (node->depth == 1) {
        look.style = forest->style == STYLE_MIND ? KIT_ITEM_SOLID : KIT_ITEM_CARD;
        look.title_size = forest->style == STYLE_MIND ? 0.76 : 0.84;
        look.has_tinted_title = forest->style != STYLE_MIND && node->item.colour == NULL;
    }
    return look;
}

// What the title takes on one line; all of `most` where there is more than a title.
static double natural_width(const hai_block *block, const struct node *node,
                            const struct kit_look *look, double most)
{
    const struct kit_item *item = &node->item;
    if (item->title == NULL || item->text != NULL || item->value != NULL || item->note != NULL ||
        item->date != NULL || item->status_text != NULL || kit_has_mark(item))
        return most;
    hai_text_style style = kit_type(hai_block_theme(block), "card", NULL, HAI_TEXT_LEFT);
    style.size *= look->title_size;
    const hai_paragraph *title = hai_paragraph_new(block, item->title, &style, 0);
    return fmin(most, hai_paragraph_size(title).width + 2 * look->inset + 8);
}

static void plan_node(const hai_block *block, const struct forest *forest, struct node *node,
                      double most, bool is_fixed)
{
    struct kit_look look = look_of(forest, node);
    double width = is_fixed ? most : natural_width(block, node, &look, most);
    look.inset = fmin(look.inset, width / 8);
    node->column = NULL;
    node->words = kit_item_plan(block, &node->item, &look, width);
    node->box.width = width;
    node->box.height = node->words.size.height;
}

// A leaf's title set downwards, as charts of offices have it; false where it is not a title alone.
static bool plan_column(const hai_block *block, struct node *node)
{
    const struct kit_item *item = &node->item;
    if (node->has_children || node->depth == 0 || item->title == NULL || item->text != NULL ||
        item->value != NULL || kit_has_mark(item))
        return false;
    hai_text_style style = kit_type(hai_block_theme(block), "card", NULL, HAI_TEXT_LEFT);
    style.size *= 0.76;
    style.line_height = 1.2;
    style.direction = HAI_TEXT_VERTICAL;
    node->column = hai_paragraph_new(block, item->title, &style, 0);
    hai_size size = hai_paragraph_size(node->column);
    node->box.width = fmax(COLUMN_WIDTH, size.width + 16);
    node->box.height = size.height + 36;
    return node->box.height <= COLUMN_HEIGHT && node->box.width <= 2 * COLUMN_WIDTH;
}

// --- Ways to lay them out; each false where there is no room ---

static const struct gaps tight = {SIBLINGS, SIBLINGS};

static void sum_levels(struct forest *forest, double gap)
{
    memset(forest->lengths, 0, sizeof forest->lengths);
    for (int32_t i = 0; i < forest->count; i++) {
        const struct node *node = &forest->nodes[i];
        forest->lengths[node->depth] = fmax(forest->lengths[node->depth], node->length);
    }
    forest->levels[0] = 0;
    for (int32_t i = 1; i <= forest->depth; i++)
        forest->levels[i] = forest->levels[i - 1] + forest->lengths[i - 1] + gap;
}

static bool lay_down(const hai_block *block, struct forest *forest, double width, double most,
                     bool has_columns)
{
    forest->style = STYLE_DOWN;
    for (int32_t i = 0; i < forest->count; i++) {
        struct node *node = &forest->nodes[i];
        plan_node(block, forest, node, node->depth == 0 ? fmin(fmax(most, 320), width) : most,
                  false);
        if (has_columns && !node->has_children && node->depth > 0 && !plan_column(block, node))
            return false;
        node->breadth = node->box.width;
        node->length = node->box.height;
    }
    double taken = tidy_layout(block, forest, false, (struct gaps){SIBLINGS, COUSINS});
    if (taken > width)
        taken = tidy_layout(block, forest, false, tight);
    if (taken > width)
        return false;
    sum_levels(forest, LEVELS_DOWN);
    for (int32_t i = 0; i < forest->count; i++) {
        struct node *node = &forest->nodes[i];
        node->box.x = (width - taken) / 2 + node->at - node->breadth / 2;
        node->box.y = forest->levels[node->depth];
        node->box.height = forest->lengths[node->depth];
    }
    forest->height = forest->levels[forest->depth] + forest->lengths[forest->depth];
    return true;
}

// Which children of the root stand at the left: the last, as many as make half of all.
static void part_sides(struct forest *forest)
{
    int32_t told = 0;
    for (int32_t child = forest->nodes[0].first; child >= 0; child = forest->nodes[child].next) {
        int32_t size = 0;
        for (int32_t i = 1; i < forest->count; i++)
            size += forest->nodes[i].branch == forest->nodes[child].branch;
        bool is_left = told > 0 && 2 * told + size >= forest->count;
        told += size;
        for (int32_t i = 1; i < forest->count; i++) {
            if (forest->nodes[i].branch == forest->nodes[child].branch)
                forest->nodes[i].is_left = is_left;
        }
    }
}

static void plan_aside(const hai_block *block, struct forest *forest, double most, double gap)
{
    for (int32_t i = 0; i < forest->count; i++) {
        struct node *node = &forest->nodes[i];
        plan_node(block, forest, node, most, forest->style != STYLE_MIND);
        node->breadth = node->box.height;
        node->length = node->box.width;
    }
    sum_levels(forest, gap);
}

static bool lay_aside(const hai_block *block, struct forest *forest, double width, bool is_mind)
{
    int32_t depths[2] = {0, 0};
    forest->style = is_mind ? STYLE_MIND : STYLE_RIGHT;
    for (int32_t i = 0; i < forest->count; i++)
        forest->nodes[i].is_left = false;
    if (is_mind)
        part_sides(forest);
    for (int32_t i = 0; i < forest->count; i++) {
        int32_t *depth = &depths[forest->nodes[i].is_left];
        *depth = (int32_t)fmax(*depth, forest->nodes[i].depth);
    }
    int32_t columns = 1 + depths[0] + depths[1];
    double gap = is_mind ? LEVELS_ASIDE * 0.8 : LEVELS_ASIDE;
    double least = fmin((width - gap * (columns - 1)) / columns, 300), taken = INFINITY, before = 0;
    if (least < (columns > 1 ? 130 : 1))
        return false;
    // As wide as titles are, where all have room; else all alike.
    for (double most = is_mind ? 300 : least; taken > width + 0.5; most *= 0.9) {
        most = fmax(most, least);
        plan_aside(block, forest, most, gap);
        before = depths[1] == 0
                     ? 0
                     : forest->levels[depths[1]] + forest->lengths[depths[1]] - forest->lengths[0];
        taken = before + forest->levels[depths[0]] + forest->lengths[depths[0]];
        if (most <= least)
            break;
    }
    double right = tidy_layout(block, forest, false, tight), root = forest->nodes[0].at;
    double left = is_mind ? tidy_layout(block, forest, true, tight) : 0;
    double left_root = is_mind ? forest->nodes[0].at : 0, middle = fmax(root, left_root);
    double start = fmax(width - taken, 0) / 2 + before;
    for (int32_t i = 0; i < forest->count; i++) {
        struct node *node = &forest->nodes[i];
        double at =
            node->depth == 0 ? middle : node->at + middle - (node->is_left ? left_root : root);
        double along = forest->levels[node->depth];
        node->box.x =
            node->is_left ? start + forest->lengths[0] - along - node->length : start + along;
        node->box.y = at - node->breadth / 2;
    }
    forest->height = fmax(middle + right - root, middle + left - left_root);
    return true;
}

// Each below the one before, further in than its parent.
static void lay_outline(const hai_block *block, struct forest *forest, double width)
{
    double indent = fmin(44, width / (3.0 * (forest->depth + 1))), y = 0;
    forest->style = STYLE_OUTLINE;
    int32_t index = 0;
    while (index >= 0) {
        struct node *node = &forest->nodes[index];
        double left = indent * node->depth;
        plan_node(block, forest, node, fmax(width - left, 1), true);
        node->box.x = left;
        node->box.y = y;
        y += node->box.height + 12;
        if (node->first >= 0) {
            index = node->first;
            continue;
        }
        while (index >= 0 && forest->nodes[index].next < 0)
            index = forest->nodes[index].parent;
        index = index >= 0 ? forest->nodes[index].next : -1;
    }
    forest->height = y - 12;
}

static bool try_down(const hai_block *block, struct forest *forest, double width)
{
    for (double most = 280; most >= 108; most *= 0.86) {
        if (lay_down(block, forest, width, fmin(most, width), false))
            return true;
    }
    for (double most = 280; most >= 108; most *= 0.86) {
        if (lay_down(block, forest, width, fmin(most, width), true))
            return true;
    }
    return false;
}

static struct forest plan(const hai_block *block, const struct tree *tree, double width)
{
    struct forest forest = read_forest(block, tree);
    forest.width = width;
    if (forest.count == 0) {
        forest.height = kit_no_items_height();
        return forest;
    }
    for (int32_t i = 0; i < forest.count && tree->items.palette != KIT_PALETTE_ONE; i++) {
        struct node *node = &forest.nodes[i];
        node->item.colour =
            node->depth == 0 ? NULL
                             : hai_block_printf(block, "categorical.%d", (int)node->branch % 8 + 1);
    }
    bool done = tree->style == STYLE_DOWN   ? try_down(block, &forest, width)
                : tree->style == STYLE_MIND ? lay_aside(block, &forest, width, true)
                                            : false;
    if (!done && tree->style != STYLE_OUTLINE)
        done = lay_aside(block, &forest, width, false);
    if (!done)
        lay_outline(block, &forest, width);
    return forest;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct forest forest = plan(block, data, box.width);
    if (forest.count == 0)
        kit_draw_no_items(block, canvas, box);
    else
        forest_draw(block, &forest, canvas, box);
    if (forest.is_cut)
        hai_block_warn(block, "rows", "data.cut", "look for parents that name each other",
                       "some rows hang below none that leads to the root, or too deep");
}

static void check(const hai_block *block, const void *data)
{
    const struct tree *tree = data;
    kit_items_check(block, &tree->items, "a tree", TREE_MAX_NODES);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct tree *tree = data;
    return kit_items_summary(block, &tree->items, "层级");
}

KIT_ITEMS_PLUGIN("tree", struct tree, "层级", "Tree", "组织架构、层级、思维导图",
                 "An organisation, a hierarchy, a mind map");
