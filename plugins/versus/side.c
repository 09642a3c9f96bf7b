// SPDX-License-Identifier: MIT
#include <math.h>

#include "versus.h"
#include "visual-kit/surface.h"

#define ICON 44.0
#define MARK 36.0

hai_colour versus_colour(const hai_block *block, const struct versus *versus, int which)
{
    static const char *const tokens[][2] = {[STYLE_VERSUS] = {"primary", "categorical.2"},
                                            [STYLE_CHANGE] = {"weak", "primary"},
                                            [STYLE_PROS] = {"positive", "negative"},
                                            [STYLE_TABLE] = {"primary", "categorical.2"}};
    return hai_theme_colour(hai_block_theme(block), tokens[versus->style][which]);
}

static double inset_of(double width)
{
    return fmin(SIDE_PADDING, width / 10);
}

static void plan_head(const hai_block *block, const struct versus *versus, int which, double width,
                      struct side *side)
{
    const hai_theme *theme = hai_block_theme(block);
    const char *ink = kit_on(block, side->colour);
    double icon = side->icon == NULL ? 0 : ICON + 16;
    double inner = fmax(width - 2 * inset_of(width), 1), beside = fmax(inner - icon, 1);
    if (versus->titles[which] != NULL) {
        hai_text_style style = kit_type(theme, "card", ink, HAI_TEXT_TITLE_CENTRE);
        side->title = hai_paragraph_new(block, versus->titles[which], &style, 0);
        if (hai_paragraph_size(side->title).width > beside)
            side->title = hai_paragraph_new(block, versus->titles[which], &style, beside);
    }
    if (versus->notes[which] != NULL) {
        hai_text_style style = kit_type(theme, "caption", ink, HAI_TEXT_CENTRE);
        side->note = hai_paragraph_new(block, versus->notes[which], &style, inner);
    }
    double row = fmax(kit_height(side->title), side->icon == NULL ? 0 : ICON);
    side->head = row + kit_height(side->note);
    if (side->head > 0)
        side->head += 32;
}

static void plan_points(const hai_block *block, const struct versus *versus, int which,
                        double width, const double *sizes, struct side *side)
{
    int32_t rows = hai_table_rows(versus->rows);
    double inner = fmax(width - 2 * inset_of(width) - (side->mark != 0 ? MARK + 16 : 0), 1);
    struct kit_look look = {
        .style = KIT_ITEM_PLAIN, .title_size = 0.85, .lead = KIT_LEAD_NONE, .has_solid_tile = true};
    side->points = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *side->points);
    side->heights = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *side->heights);
    for (int32_t i = 0; i < rows; i++) {
        const char *text = hai_table_text(versus->rows, i, versus->columns[which]);
        const char *label = hai_table_text(versus->rows, i, versus->label);
        if (text[0] == '\0')
            continue;
        struct kit_item item = {.text = text, .colour = kit_literal(block, side->colour)};
        struct told told[2];
        if (versus->style != STYLE_PROS && versus_row_told(block, versus, i, told)) {
            item.value = told[which].figure;
            item.unit = told[which].unit;
            item.text = told[which].rest[0] == '\0' ? NULL : told[which].rest;
        }
        look.style = KIT_ITEM_PLAIN;
        look.lead = KIT_LEAD_NONE;
        if (side->mark == 0 && versus->row_icons[i] != NULL) {
            item.icon = versus->row_icons[i];
            look.style = KIT_ITEM_SIDE;
            look.lead = KIT_LEAD_AUTO;
        } else if (side->mark == 0 && label[0] == '\0') {
            look.lead = KIT_LEAD_DOT;
        }
        if (label[0] != '\0')
            item.title = label;
        look.value_size = sizes != NULL ? sizes[i] : 0;
        side->points[i] = kit_item_plan(block, &item, &look, inner);
        side->heights[i] = side->points[i].size.height;
    }
}

void side_sum(struct side *side, int32_t rows)
{
    int32_t told = 0;
    side->body = 0;
    for (int32_t i = 0; i < rows; i++) {
        if (side->heights[i] > 0)
            side->body += side->heights[i] + (told++ > 0 ? SIDE_GAP : 0);
    }
    side->height = side->picture + side->head + (told > 0 ? side->body + 2 * SIDE_PADDING : 0);
}

struct side side_plan(const hai_block *block, const struct versus *versus, int which, double width,
                      const double *sizes)
{
    struct side side = {.colour = versus_colour(block, versus, which),
                        .icon = versus->icons[which],
                        .image = versus->images[which]};
    if (versus->images[0] != NULL || versus->images[1] != NULL)
        side.picture = width / 1.5;
    if (versus->style == STYLE_PROS && width > 200)
        side.mark = which == 0 ? 1 : -1;
    plan_head(block, versus, which, width, &side);
    plan_points(block, versus, which, width, sizes, &side);
    side_sum(&side, hai_table_rows(versus->rows));
    return side;
}

// A tick for what speaks for it, a cross for what speaks against.
static void draw_mark(const hai_block *block, const struct side *side, hai_canvas *canvas,
                      hai_point middle)
{
    double x = middle.x, y = middle.y, arm = MARK * 0.19;
    kit_fill_box(canvas, (hai_box){x - MARK / 2, y - MARK / 2, MARK, MARK}, MARK / 2, side->colour);
    if (side->mark > 0) {
        hai_canvas_move_to(canvas, x - arm * 1.15, y);
        hai_canvas_line_to(canvas, x - arm * 0.3, y + arm * 0.85);
        hai_canvas_line_to(canvas, x + arm * 1.2, y - arm * 0.75);
    } else {
        hai_canvas_move_to(canvas, x - arm, y - arm);
        hai_canvas_line_to(canvas, x + arm, y + arm);
        hai_canvas_move_to(canvas, x + arm, y - arm);
        hai_canvas_line_to(canvas, x - arm, y + arm);
    }
    hai_stroke stroke = hai_stroke_width(4);
    stroke.cap = stroke.join = 1;
    const char *ink = kit_on(block, side->colour);
    hai_canvas_stroke(canvas, stroke,
                      hai_paint_colour(hai_theme_colour(hai_block_theme(block), ink)));
}

static void draw_head(const struct side *side, hai_canvas *canvas, hai_box box, hai_colour ink)
{
    double row = fmax(kit_height(side->title), side->icon == NULL ? 0 : ICON);
    double title = side->title == NULL ? 0 : hai_paragraph_size(side->title).width;
    double icon = side->icon == NULL ? 0 : ICON + (title > 0 ? 16 : 0);
    double x = box.x + (box.width - title - icon) / 2, y = box.y + 16;
    if (side->icon != NULL)
        hai_canvas_icon(canvas, side->icon, (hai_box){x, y + (row - ICON) / 2, ICON, ICON}, ink);
    if (side->title != NULL)
        hai_canvas_paragraph(canvas, side->title, x + icon,
                             y + (row - kit_height(side->title)) / 2);
    if (side->note != NULL)
        hai_canvas_paragraph(canvas, side->note, box.x + inset_of(box.width), y + row);
}

void side_draw(const hai_block *block, const struct side *side, int32_t rows, hai_canvas *canvas,
               hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double inset = inset_of(box.width);
    if (!side->is_head)
        kit_surface(theme, canvas, box);
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, box, hai_theme_length(theme, "radius"));
    hai_canvas_clip(canvas);
    hai_box picture = {box.x, box.y, box.width, side->picture};
    if (side->picture > 0)
        kit_fill_box(canvas, picture, 0, hai_theme_colour(theme, "quote"));
    if (side->image != NULL)
        hai_canvas_image(canvas, side->image, picture, 2);
    hai_box head = {box.x, box.y + side->picture, box.width, side->head};
    kit_fill_box(canvas, head, 0, side->colour);
    hai_canvas_restore(canvas);
    draw_head(side, canvas, head, hai_theme_colour(theme, kit_on(block, side->colour)));
    double y = hai_box_bottom(head) + SIDE_PADDING;
    for (int32_t i = 0; i < rows; i++) {
        if (side->heights[i] <= 0)
            continue;
        hai_box at = {box.x + inset, y, box.width - 2 * inset, side->heights[i]};
        if (side->mark != 0 && side->points[i].size.height > 0) {
            draw_mark(block, side, canvas,
                      (hai_point){at.x + MARK / 2, y + side->points[i].middle});
            at.x += MARK + 16;
            at.width -= MARK + 16;
        }
        if (side->points[i].size.height > 0)
            kit_item_draw(block, &side->points[i], canvas, at);
        y += side->heights[i] + SIDE_GAP;
    }
}
