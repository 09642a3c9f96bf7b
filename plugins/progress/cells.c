// SPDX-License-Identifier: MIT
//
// The words of one thing, and where they stand around its mark.
#include "progress.h"

#define FIGURE_GAP 20.0
#define BAR_GAP 14.0
#define NOTE_GAP 6.0
#define ROUND_GAP 12.0
#define TARGET_OVER 5.0
#define BAR_FIGURE 48.0 // size of a figure over a bar
#define LEAST_FIGURE 22.0
#define LEAST_INSIDE 40.0 // of a figure in a ring

static const hai_paragraph *set(const hai_block *block, const char *text, const char *role,
                                uint32_t align, double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), role, NULL, align);
    return hai_paragraph_new(block, text, &style, width);
}

static void plan_bar(const hai_block *block, const struct progress *progress,
                     struct progress_cell *cell, const char *const words[3], double width)
{
    double em = hai_theme_type(hai_block_theme(block), "label").size;
    cell->figure = chart_figure_new(block, words[PROGRESS_FIGURE], words[PROGRESS_UNIT],
                                    chart_colour_name(block, cell->style.text), BAR_FIGURE, width,
                                    LEAST_FIGURE);
    double beside = width - cell->figure.size.width - FIGURE_GAP;
    cell->label = set(block, words[PROGRESS_LABEL], "label", HAI_TEXT_TITLE, 0);
    if (hai_paragraph_size(cell->label).width > beside) {
        cell->is_stacked = beside < 6 * em;
        cell->label = set(block, words[PROGRESS_LABEL], "label", HAI_TEXT_TITLE,
                          cell->is_stacked ? width : beside);
    }
    double label = kit_height(cell->label), figure = cell->figure.size.height;
    cell->size.height = cell->is_stacked ? label + NOTE_GAP + figure : fmax(label, figure);
    cell->size.height += BAR_GAP + progress->thickness + (isnan(cell->target) ? 0 : TARGET_OVER);
}

static void plan_round(const hai_block *block, const struct progress *progress,
                       struct progress_cell *cell, const char *const words[3], double width)
{
    double most = hai_theme_type(hai_block_theme(block), "figure").size;
    double radius = fmin(progress->size, width) / 2;
    double inner = progress->style == PROGRESS_RING ? progress_ring_inner(radius)
                                                    : progress_liquid_inner(radius);
    const char *colour = chart_colour_name(block, cell->style.text);
    cell->figure =
        chart_figure_new(block, words[PROGRESS_FIGURE], words[PROGRESS_UNIT], colour,
                         fmin(most, inner * 0.78), inner * 1.56, fmin(LEAST_INSIDE, most));
    cell->is_figure_outside = cell->figure.size.width > inner * 1.7;
    if (cell->is_figure_outside)
        cell->figure = chart_figure_new(block, words[PROGRESS_FIGURE], words[PROGRESS_UNIT], colour,
                                        BAR_FIGURE, width, LEAST_FIGURE);
    cell->label = set(block, words[PROGRESS_LABEL], "label", HAI_TEXT_TITLE_CENTRE, width);
    cell->size.height = 2 * radius + ROUND_GAP + kit_height(cell->label);
    if (cell->is_figure_outside)
        cell->size.height += cell->figure.size.height + ROUND_GAP;
}

// Under its mark, as far as the ends let it.
static double target_x(const struct progress_cell *cell, double width)
{
    double text = hai_paragraph_size(cell->target_text).width;
    return fmin(fmax(width * cell->target - text / 2, 0), fmax(width - text, 0));
}

void progress_cell_plan(const hai_block *block, const struct progress *progress,
                        struct progress_cell *cell, const char *const words[3], const char *target,
                        double width)
{
    bool is_bar = progress->style == PROGRESS_BAR;
    uint32_t align = is_bar ? HAI_TEXT_LEFT : HAI_TEXT_TITLE_CENTRE;
    cell->size.width = width;
    if (is_bar)
        plan_bar(block, progress, cell, words, width);
    else
        plan_round(block, progress, cell, words, width);
    if (cell->note != NULL)
        cell->size.height += NOTE_GAP + kit_height(cell->note);
    if (target == NULL)
        return;
    cell->target_text = set(block, target, "caption", align, 0);
    if (hai_paragraph_size(cell->target_text).width > width || !is_bar)
        cell->target_text = set(block, target, "caption", align, width);
    double height = kit_height(cell->target_text);
    // On the note's line, where it is free.
    if (is_bar && cell->note != NULL &&
        target_x(cell, width) >= hai_paragraph_size(cell->note).width + FIGURE_GAP) {
        cell->size.height += fmax(height - kit_height(cell->note), 0);
        cell->is_beside_note = true;
        return;
    }
    cell->size.height += NOTE_GAP + height;
}

static double draw_below(const struct progress_cell *cell, hai_canvas *canvas, hai_box box,
                         double y)
{
    if (cell->note != NULL) {
        hai_canvas_paragraph(canvas, cell->note, box.x, y + NOTE_GAP);
        y += NOTE_GAP + kit_height(cell->note);
    }
    return y;
}

static void draw_bar(const hai_block *block, const struct progress *progress,
                     const struct progress_cell *cell, hai_canvas *canvas, hai_box box)
{
    double label = kit_height(cell->label), figure = cell->figure.size.height, y = box.y;
    double head = cell->is_stacked ? label + NOTE_GAP + figure : fmax(label, figure);
    double line = label / fmax(hai_paragraph_lines(cell->label), 1);
    // The last line of the label and the figure stand on one baseline.
    double drop = label > 0 ? hai_paragraph_last_baseline(cell->label) - (label - line) : 0;
    double label_y = cell->is_stacked ? y : y + head - (label - line) - drop;
    hai_canvas_paragraph(canvas, cell->label, box.x, fmax(label_y, y - line * 0.2));
    chart_figure_draw(&cell->figure, canvas,
                      cell->is_stacked ? box.x : hai_box_right(box) - cell->figure.size.width,
                      y + head - figure, (hai_colour){0});
    y += head + BAR_GAP;
    hai_box track = {box.x, y, box.width, progress->thickness};
    progress_bar_draw(hai_block_theme(block), cell, canvas, track);
    y += progress->thickness + (isnan(cell->target) ? 0 : TARGET_OVER);
    if (cell->target_text != NULL) {
        hai_canvas_paragraph(canvas, cell->target_text, box.x + target_x(cell, box.width),
                             y + NOTE_GAP);
        y += cell->is_beside_note ? 0 : NOTE_GAP + kit_height(cell->target_text);
    }
    (void)draw_below(cell, canvas, box, y);
}

static void draw_round(const hai_block *block, const struct progress *progress,
                       const struct progress_cell *cell, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double radius = fmin(progress->size, box.width) / 2, y = box.y + 2 * radius + ROUND_GAP;
    hai_point centre = {box.x + box.width / 2, box.y + radius};
    const struct chart_figure *figure = &cell->figure;
    if (progress->style == PROGRESS_LIQUID)
        progress_liquid_draw(theme, cell, canvas, centre, radius);
    else
        progress_ring_draw(theme, cell, canvas, centre, radius);
    if (cell->is_figure_outside) {
        chart_figure_draw(figure, canvas, centre.x - figure->size.width / 2, y, (hai_colour){0});
        y += figure->size.height + ROUND_GAP;
    } else if (progress->style == PROGRESS_RING) {
        chart_figure_draw(figure, canvas, centre.x - figure->size.width / 2,
                          centre.y - figure->size.height / 2, (hai_colour){0});
    }
    hai_canvas_paragraph(canvas, cell->label, box.x, y);
    y = draw_below(cell, canvas, box, y + kit_height(cell->label));
    if (cell->target_text != NULL)
        hai_canvas_paragraph(canvas, cell->target_text, box.x, y + NOTE_GAP);
}

void progress_cell_draw(const hai_block *block, const struct progress *progress,
                        const struct progress_cell *cell, hai_canvas *canvas, hai_box box)
{
    if (progress->style == PROGRESS_BAR)
        draw_bar(block, progress, cell, canvas, box);
    else
        draw_round(block, progress, cell, canvas, box);
}
