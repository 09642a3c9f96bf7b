// SPDX-License-Identifier: MIT
//
// Why something is as it is: causes by category, on the bones of a fish whose head is the effect.
#include "fishbone.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"

static const struct fishbone defaults = {.items = {KIT_ITEMS_DEFAULTS}};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct fishbone, items),
    HAI_COLUMN("category", struct fishbone, category, "category", .flags = HAI_REQUIRED,
               .help_zh = "类别列", .help_en = "Column of categories"),
    HAI_TEXT("effect", struct fishbone, effect, .help_zh = "鱼头的文字:结果或问题",
             .help_en = "The head: what the causes lead to"),
    HAI_TEXT("effect_note", struct fishbone, note, .help_zh = "鱼头的小字",
             .help_en = "A few words below it"),
};

// --- Categories ---

static int32_t find_category(struct plan *plan, const char *name)
{
    for (int32_t i = 0; i < plan->count; i++) {
        if (strcmp(plan->categories[i].name, name) == 0)
            return i;
    }
    plan->categories[plan->count].name = name;
    return plan->count++;
}

static struct plan read_causes(const hai_block *block, const struct fishbone *fishbone)
{
    int32_t rows = kit_items_count(&fishbone->items);
    struct plan plan = {.height = kit_no_items_height()};
    plan.causes = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *plan.causes);
    plan.categories = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *plan.categories);
    for (int32_t i = 0; i < rows; i++) {
        const char *name = hai_table_text(fishbone->items.rows, i, fishbone->category);
        int32_t at = find_category(&plan, name[0] == '\0' ? "其他" : name);
        struct kit_item item = kit_items_get(block, &fishbone->items, i);
        struct category *category = &plan.categories[at];
        if (fishbone->items.palette == KIT_PALETTE_EACH)
            category->colour = hai_block_printf(block, "categorical.%d", (int)(at % 8) + 1);
        else if (category->colour == NULL)
            category->colour = item.colour;
        if (item.title == NULL && item.text == NULL && item.value == NULL)
            continue;
        plan.causes[plan.cause_count++] = (struct cause){.category = at, .item = item};
        category->count++;
    }
    return plan;
}

static const char *tell(const hai_block *block, const struct kit_item *item)
{
    const char *text = item->title == NULL ? "" : item->title;
    if (item->text != NULL)
        text = hai_block_printf(block, "%s%s%s", text, text[0] == '\0' ? "" : ":", item->text);
    if (item->value != NULL)
        text = hai_block_printf(block, "%s%s%s%s", text, text[0] == '\0' ? "" : " ", item->value,
                                item->unit == NULL ? "" : item->unit);
    return text;
}

void fishbone_set(const hai_block *block, struct plan *plan, double tag, double cause)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style name = kit_type(theme, "label", "ink", HAI_TEXT_TITLE);
    hai_text_style text = kit_type(theme, "caption", "ink", HAI_TEXT_TITLE);
    name.weight = 700;
    name.size = fmax(name.size, 28);
    for (int32_t i = 0; i < plan->count; i++) {
        struct category *category = &plan->categories[i];
        category->causes = 0;
        category->text = hai_paragraph_new(block, category->name, &name, fmax(tag, 1));
        hai_size size = hai_paragraph_size(category->text);
        category->tag = (hai_box){0, 0, size.width + 2 * TAG_SIDE, size.height + 2 * TAG_TOP};
    }
    for (int32_t i = 0; i < plan->cause_count; i++) {
        struct cause *at = &plan->causes[i];
        at->text = hai_paragraph_new(block, tell(block, &at->item), &text, fmax(cause, 1));
        plan->categories[at->category].causes += kit_height(at->text);
    }
}

void tag_draw(const hai_block *block, const struct category *category, hai_canvas *canvas,
              hai_point origin)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour =
        hai_theme_colour(theme, category->colour == NULL ? "primary" : category->colour);
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_box box = {origin.x + category->tag.x, origin.y + category->tag.y, category->tag.width,
                   category->tag.height};
    double radius = fmin(fmin(hai_theme_length(theme, "radius") * 0.75, box.height / 2), 16);
    kit_fill_box(canvas, box, radius, hai_colour_mix(surface, colour, 0.13));
    hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(1)), radius);
    hai_canvas_stroke(canvas, hai_stroke_width(2),
                      hai_paint_colour(hai_colour_mix(surface, colour, 0.55)));
    hai_canvas_paragraph(canvas, category->text, box.x + TAG_SIDE, box.y + TAG_TOP);
}

// --- The head ---

const char *head_ink(const hai_block *block)
{
    const hai_theme *theme = hai_block_theme(block);
    return kit_on(block, hai_colour_mix(hai_theme_colour(theme, "primary"),
                                        hai_theme_colour(theme, "primary_deep"), 0.5));
}

void head_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double measure)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style title = kit_type(theme, "card", head_ink(block), HAI_TEXT_TITLE_CENTRE);
    hai_text_style note = kit_type(theme, "caption", head_ink(block), HAI_TEXT_TITLE_CENTRE);
    plan->effect = fishbone->effect == NULL
                       ? NULL
                       : hai_paragraph_new(block, fishbone->effect, &title, fmax(measure, 1));
    plan->note = fishbone->note == NULL
                     ? NULL
                     : hai_paragraph_new(block, fishbone->note, &note, fmax(measure, 1));
}

void head_words(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    (void)block;
    double y = box.y + (box.height - kit_height(plan->effect) - kit_height(plan->note)) / 2;
    if (plan->effect != NULL)
        hai_canvas_paragraph(canvas, plan->effect, box.x, y);
    if (plan->note != NULL)
        hai_canvas_paragraph(canvas, plan->note, box.x, y + kit_height(plan->effect));
}

// --- The visual ---

static struct plan plan(const hai_block *block, const struct fishbone *fishbone, double width)
{
    struct plan plan = read_causes(block, fishbone);
    if (plan.count > 0 && !fish_plan(block, fishbone, &plan, width))
        list_plan(block, fishbone, &plan, width);
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
    else if (placed.is_list)
        list_draw(block, &placed, canvas, box);
    else
        fish_draw(block, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct fishbone *fishbone = data;
    kit_items_check(block, &fishbone->items, "a fishbone", FISHBONE_MAX);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct fishbone *fishbone = data;
    const char *what = fishbone->effect == NULL
                           ? "鱼骨图"
                           : hai_block_printf(block, "“%s”的鱼骨图", fishbone->effect);
    return kit_items_summary(block, &fishbone->items, what);
}

KIT_ITEMS_PLUGIN("fishbone", struct fishbone, "鱼骨图", "Fishbone", "分类查找原因",
                 "Causes by category, and what they lead to");
