// SPDX-License-Identifier: MIT
//
// What two or three things have in common.
#include "venn.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"

#define LIST_GAP 32.0
#define ROW_GAP 20.0

static const struct venn defaults = {.items = {KIT_ITEMS_DEFAULTS, .palette = KIT_PALETTE_EACH}};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct venn, items),
    HAI_TABLE("overlaps", struct venn, overlaps, .help_zh = "重叠处的文字,一行一处",
              .help_en = "What the overlaps say, a row for each"),
    HAI_COLUMN("sets", struct venn, sets, "sets", .of = "overlaps", .flags = HAI_REQUIRED,
               .help_zh = "由哪几个集合重叠,以顿号分开的标题",
               .help_en = "Column of which sets overlap: their titles, parted by 、"),
    HAI_COLUMN("overlap_title", struct venn, title, "title", .of = "overlaps",
               .help_zh = "重叠处的标题列", .help_en = "Column of their titles"),
    HAI_COLUMN("overlap_text", struct venn, text, "text", .of = "overlaps",
               .help_zh = "重叠处的说明列", .help_en = "Column of their texts"),
};

uint32_t venn_mask(const struct venn *venn, const char *names)
{
    uint32_t mask = 0;
    int32_t count = kit_items_count(&venn->items);
    for (const char *at = names; *at != '\0';) {
        const char *end = strstr(at, "、");
        size_t length = end == NULL ? strlen(at) : (size_t)(end - at);
        uint32_t found = 0;
        for (int32_t i = 0; i < count && i < VENN_MAX; i++) {
            const char *title = hai_table_text(venn->items.rows, i, venn->items.title);
            if (strlen(title) == length && strncmp(title, at, length) == 0)
                found |= 1U << i;
        }
        if (found == 0)
            return 0;
        mask |= found;
        at = end == NULL ? at + length : end + strlen("、");
    }
    return mask;
}

static const char *cell(const hai_table *table, int32_t row, int32_t column)
{
    const char *text = hai_table_text(table, row, column);
    return text[0] == '\0' ? NULL : text;
}

static void read_parts(const hai_block *block, const struct venn *venn, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    for (int32_t i = 0; i < plan->count; i++) {
        struct part *part = &plan->parts[1U << i];
        part->item = kit_items_get(block, &venn->items, i);
        part->shown = SHOWN_ALL;
        plan->colours[i] = kit_item_colour(theme, &part->item);
    }
    int32_t rows = venn->overlaps == NULL ? 0 : hai_table_rows(venn->overlaps);
    for (int32_t i = 0; i < rows; i++) {
        uint32_t mask = venn_mask(venn, hai_table_text(venn->overlaps, i, venn->sets));
        if (mask == 0 || mask >= VENN_PARTS || (mask & (mask - 1)) == 0)
            continue;
        struct part *part = &plan->parts[mask];
        part->item = (struct kit_item){.title = cell(venn->overlaps, i, venn->title),
                                       .text = cell(venn->overlaps, i, venn->text)};
        part->shown = part->item.title != NULL || part->item.text != NULL ? SHOWN_ALL : 0;
    }
}

// The order of reading: each alone, then what they have in common.
static const uint32_t order[] = {1, 2, 4, 3, 5, 6, 7};

static void plan_list(const hai_block *block, struct plan *plan, double width)
{
    double y = plan->figure + LIST_GAP;
    for (size_t i = 0; i < HAI_COUNT(order); i++) {
        struct part *part = &plan->parts[order[i]];
        struct kit_item item = part->item;
        if (part->shown == SHOWN_NOTHING)
            continue;
        if (part->shown != SHOWN_NUMBER && item.text == NULL && item.value == NULL)
            continue; // all of it stands inside
        bool is_number = part->shown == SHOWN_NUMBER;
        item.icon = NULL;
        item.number = is_number ? part->number : NULL;
        struct kit_look look = {.style = is_number ? KIT_ITEM_SIDE : KIT_ITEM_PLAIN,
                                .lead = is_number ? KIT_LEAD_AUTO : KIT_LEAD_DOT,
                                .is_compact = true,
                                .is_round = true,
                                .title_size = 0.9};
        part->words = kit_item_plan(block, &item, &look, width);
        part->y = y;
        y += part->words.size.height + ROW_GAP;
    }
    plan->height = y - ROW_GAP;
}

static struct plan plan(const hai_block *block, const struct venn *venn, double width)
{
    struct plan plan = {.count = kit_items_count(&venn->items), .height = kit_no_items_height()};
    if (plan.count > VENN_MAX)
        plan.count = VENN_MAX; // told by check
    if (plan.count == 0)
        return plan;
    read_parts(block, venn, &plan);
    venn_place_circles(&plan, width);
    int32_t number = 0;
    for (size_t i = 0; i < HAI_COUNT(order); i++) {
        struct part *part = &plan.parts[order[i]];
        if (part->shown == SHOWN_NOTHING)
            continue;
        part->number = kit_ordinal(block, KIT_NUMERALS_PLAIN, number + 1);
        venn_fit_part(block, &plan, order[i]);
        number += part->shown == SHOWN_NUMBER;
    }
    plan.height = plan.figure;
    if (plan.has_list)
        plan_list(block, &plan, width);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    else
        venn_draw(block, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct venn *venn = data;
    kit_items_check(block, &venn->items, "a Venn diagram", VENN_MAX);
    int32_t rows = venn->overlaps == NULL ? 0 : hai_table_rows(venn->overlaps);
    for (int32_t i = 0; i < rows; i++) {
        const char *names = hai_table_text(venn->overlaps, i, venn->sets);
        uint32_t mask = venn_mask(venn, names);
        if (mask == 0 || (mask & (mask - 1)) == 0)
            hai_block_warn(block, hai_block_printf(block, "overlaps/%d/sets", (int)i),
                           "data.unknown", "write titles of two or three rows, parted by 、",
                           "\"%s\" does not name sets that overlap, and is left out", names);
    }
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct venn *venn = data;
    const char *text = kit_items_summary(block, &venn->items, "韦恩图");
    int32_t rows = venn->overlaps == NULL ? 0 : hai_table_rows(venn->overlaps);
    for (int32_t i = 0; i < rows && i < VENN_PARTS; i++)
        text = hai_block_printf(
            block, "%s;%s的共同处:%s", text, hai_table_text(venn->overlaps, i, venn->sets),
            hai_table_text(venn->overlaps, i, venn->title >= 0 ? venn->title : venn->text));
    return text;
}

KIT_ITEMS_PLUGIN("venn", struct venn, "韦恩图", "Venn diagram", "两三个集合的异同",
                 "What two or three sets have in common");
