// SPDX-License-Identifier: MIT
//
// What goes round: stages on a ring, their words at both sides of it.
#include "cycle.h"

#include <math.h>

#include "visual-kit/surface.h"

#define PI 3.14159265358979323846
#define WORDS_GAP 56.0 // from the ring to the words
#define ROW_GAP 24.0
#define LEAST 660.0 // width from which on words stand at the sides
#define RING_MOST 216.0
#define THICK 84.0

static const struct cycle defaults = {.items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_RING};

static const char *const styles[] = {"ring", "discs", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct cycle, items),
    HAI_TEXT("centre", struct cycle, title, .help_zh = "圆心的文字", .help_en = "In the middle"),
    HAI_TEXT("centre_note", struct cycle, note, .help_zh = "圆心文字下的小字",
             .help_en = "A few words below it"),
    HAI_CHOICE("style", struct cycle, style, styles, .help_zh = "样式:箭头圆环、圆点",
               .help_en = "A ring of arrows, or discs on a circle"),
    HAI_CHOICE("numerals", struct cycle, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
};

// --- Words at the sides ---

// Stages of one side from the top down; the left ones come last round the ring, from below.
static int32_t list_side(const struct plan *plan, int32_t side, int32_t *found)
{
    int32_t count = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        int32_t at = side > 0 ? i : plan->count - 1 - i;
        if (plan->stages[at].side == side)
            found[count++] = at;
    }
    return count;
}

// Each as near to the height of its stage as those above and below let it.
static void spread(struct plan *plan, int32_t side, double *top, double *bottom)
{
    int32_t found[CYCLE_MAX];
    int32_t count = list_side(plan, side, found);
    double foot = -INFINITY, excess = 0;
    for (int32_t i = 0; i < count; i++) {
        struct stage *stage = &plan->stages[found[i]];
        double height = stage->words.size.height;
        double wanted = sin(stage->angle) * plan->radius - height / 2;
        stage->at.y = fmax(wanted, foot);
        excess += stage->at.y - wanted;
        foot = stage->at.y + height + ROW_GAP;
    }
    // What was pushed down is shared out above and below.
    for (int32_t i = 0; i < count; i++) {
        struct stage *stage = &plan->stages[found[i]];
        stage->at.y -= excess / count;
        *top = fmin(*top, stage->at.y);
        *bottom = fmax(*bottom, stage->at.y + stage->words.size.height);
    }
}

static void plan_sides(const hai_block *block, struct plan *plan, double width)
{
    double outer = plan->radius + plan->thick / 2, side = width / 2 - outer - WORDS_GAP;
    double top = -outer, bottom = outer;
    for (int32_t i = 0; i < plan->count; i++) {
        struct stage *stage = &plan->stages[i];
        double across = cos(stage->angle);
        stage->side = across > 0.05 ? 1 : across < -0.05 ? -1 : 0;
        struct kit_look look = {.style = KIT_ITEM_PLAIN,
                                .lead = KIT_LEAD_NONE,
                                .is_compact = true,
                                .title_size = 0.94,
                                .align = stage->side > 0   ? HAI_TEXT_LEFT
                                         : stage->side < 0 ? HAI_TEXT_RIGHT
                                                           : HAI_TEXT_CENTRE};
        double room = stage->side == 0 ? fmin(2 * outer, width) : side;
        stage->words = kit_item_plan(block, &stage->item, &look, fmax(room, 1));
    }
    spread(plan, 1, &top, &bottom);
    spread(plan, -1, &top, &bottom);
    for (int32_t i = 0; i < plan->count; i++) {
        struct stage *stage = &plan->stages[i];
        double taken = stage->words.size.width;
        if (stage->side == 0) {
            stage->at = (hai_point){-taken / 2, outer + 20};
            bottom = fmax(bottom, stage->at.y + stage->words.size.height);
        } else {
            stage->at.x = stage->side > 0 ? outer + WORDS_GAP : -outer - WORDS_GAP - taken;
            double line = stage->words.middle;
            stage->end = (hai_point){stage->side * (outer + WORDS_GAP - 14), stage->at.y + line};
        }
    }
    plan->centre = (hai_point){width / 2, -top};
    plan->height = bottom - top;
}

// --- Words below ---

static void plan_list(const hai_block *block, struct plan *plan, double width)
{
    double outer = plan->radius + plan->thick / 2, y = 2 * outer + 32;
    plan->is_list = true;
    plan->centre = (hai_point){width / 2, outer};
    for (int32_t i = 0; i < plan->count; i++) {
        struct stage *stage = &plan->stages[i];
        struct kit_look look = {.style = KIT_ITEM_SIDE, .is_compact = true, .is_round = true};
        stage->words = kit_item_plan(block, &stage->item, &look, width);
        stage->at = (hai_point){-width / 2, y - outer};
        y += stage->words.size.height + ROW_GAP;
    }
    plan->height = y - ROW_GAP;
}

// --- The middle ---

static void plan_centre(const hai_block *block, const struct cycle *cycle, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    double inner = plan->radius - plan->thick / 2, room = fmax(inner * 1.5, 1);
    if (cycle->title == NULL || inner < 40)
        return;
    hai_text_style style = kit_type(theme, "section", "primary", HAI_TEXT_TITLE_CENTRE);
    style.size = fmin(style.size, 48);
    style.tracking = 0;
    double height = inner * (cycle->note == NULL ? 1.2 : 0.85);
    style.size = fmin(style.size, hai_text_fit(block, cycle->title, &style, room, height, 0, 24));
    const hai_paragraph *title = hai_paragraph_new(block, cycle->title, &style, room);
    double taken = kit_height(title);
    if (taken > 1.4 * inner || hai_paragraph_size(title).width > room)
        return; // it has no room, and is told in words
    plan->title = title;
    if (cycle->note == NULL)
        return;
    hai_text_style note = kit_type(theme, "caption", NULL, HAI_TEXT_TITLE_CENTRE);
    const hai_paragraph *words = hai_paragraph_new(block, cycle->note, &note, room * 0.9);
    if (taken + kit_height(words) <= 1.4 * inner)
        plan->note = words;
}

static struct plan plan(const hai_block *block, const struct cycle *cycle, double width)
{
    struct plan plan = {.style = cycle->style,
                        .count = kit_items_count(&cycle->items),
                        .height = kit_no_items_height()};
    if (plan.count == 0)
        return plan;
    plan.stages = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.stages);
    for (int32_t i = 0; i < plan.count; i++) {
        struct stage *stage = &plan.stages[i];
        stage->item = kit_items_get(block, &cycle->items, i);
        if (stage->item.number == NULL)
            stage->item.number = kit_ordinal(block, cycle->numerals, i + 1);
        // The first stands at the right of the top: as many are then at the left as at the right.
        stage->angle = -PI / 2 + PI / plan.count + 2 * PI * i / plan.count;
    }
    bool is_wide = width >= LEAST;
    double most = is_wide ? width * 0.21 : width / 2;
    plan.thick = fmin(THICK, most * 0.42);
    plan.radius = fmin(RING_MOST, most) - plan.thick / 2;
    if (is_wide)
        plan_sides(block, &plan, width);
    else
        plan_list(block, &plan, width);
    plan_centre(block, cycle, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_leader(const hai_theme *theme, const struct plan *plan, const struct stage *stage,
                        hai_canvas *canvas, hai_point centre)
{
    double outer = plan->radius + plan->thick / 2 + 6;
    hai_point from = {centre.x + cos(stage->angle) * outer, centre.y + sin(stage->angle) * outer};
    hai_point to = {centre.x + stage->end.x, centre.y + stage->end.y};
    hai_colour line = hai_theme_colour(theme, "muted");
    double knee = to.x - stage->side * 22;
    if ((knee - from.x) * stage->side < 0)
        knee = from.x;
    hai_canvas_move_to(canvas, from.x, from.y);
    hai_canvas_line_to(canvas, knee, to.y);
    hai_canvas_line_to(canvas, to.x, to.y);
    hai_stroke pen = hai_stroke_width(2);
    pen.join = 1;
    hai_canvas_stroke(canvas, pen, hai_paint_colour(line));
    kit_fill_box(canvas, (hai_box){from.x - 4, from.y - 4, 8, 8}, 4, line);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0) {
        kit_draw_no_items(block, canvas, box);
        return;
    }
    hai_point centre = {box.x + placed.centre.x, box.y + placed.centre.y};
    ring_draw(block, &placed, canvas, box);
    double words = kit_height(placed.title) + kit_height(placed.note);
    if (placed.title != NULL) { // its lines are centred in their measure
        double room = (placed.radius - placed.thick / 2) * 1.5;
        hai_canvas_paragraph(canvas, placed.title, centre.x - room / 2, centre.y - words / 2);
        if (placed.note != NULL)
            hai_canvas_paragraph(canvas, placed.note, centre.x - room * 0.45,
                                 centre.y - words / 2 + kit_height(placed.title));
    }
    for (int32_t i = 0; i < placed.count; i++) {
        const struct stage *stage = &placed.stages[i];
        if (!placed.is_list && stage->side != 0)
            draw_leader(theme, &placed, stage, canvas, centre);
        kit_item_words(block, &stage->words, canvas,
                       (hai_box){centre.x + stage->at.x, centre.y + stage->at.y,
                                 stage->words.size.width, stage->words.size.height});
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct cycle *cycle = data;
    kit_items_check(block, &cycle->items, "a cycle", CYCLE_MAX);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct cycle *cycle = data;
    return kit_items_summary(block, &cycle->items, "循环图");
}

KIT_ITEMS_PLUGIN("cycle", struct cycle, "循环图", "Cycle", "首尾相接的环节",
                 "Stages that follow each other round a ring");
