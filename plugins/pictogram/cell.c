// SPDX-License-Identifier: MIT
#include "pictogram.h"

#define PALE 0.22 // of what is not filled
#define FIGURE_SIZE 56.0
#define SMALLEST_FIGURE 24.0
#define FIGURE_HEIGHT 36.0 // at the least: of a dash, too
#define FIGURE_GAP 8.0
#define WORDS_GAP 16.0
#define BESIDE_GAP 40.0
#define BESIDE_LEAST 220.0 // of words at the right
#define DISC 0.84          // of its box

// --- Icons ---

static void draw_icon(hai_canvas *canvas, const hai_icon *icon, hai_box box, hai_colour colour)
{
    if (icon != NULL) {
        hai_canvas_icon(canvas, icon, box, colour);
        return;
    }
    double side = fmin(box.width, box.height) * DISC;
    kit_fill_box(
        canvas,
        (hai_box){box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side},
        side / 2, colour);
}

static void draw_part(hai_canvas *canvas, const hai_icon *icon, hai_box box, hai_box part,
                      hai_colour colour)
{
    if (hai_box_is_empty(part))
        return;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, part);
    hai_canvas_clip(canvas);
    draw_icon(canvas, icon, box, colour);
    hai_canvas_restore(canvas);
}

static hai_box icon_box(const struct pictogram_icons *icons, int32_t n, double x, double y)
{
    return (hai_box){x + n % icons->across * icons->pitch,
                     y + (double)(n / icons->across) * icons->pitch, icons->size, icons->size};
}

// How much of the n-th icon is filled.
static double filled_part(const struct pictogram_icons *icons, int32_t n)
{
    return fmin(fmax(icons->filled - n, 0), 1);
}

void pictogram_icons_draw(const hai_theme *theme, const struct pictogram_icons *icons,
                          hai_canvas *canvas, double x, double y)
{
    // Emoji keep their own colours, so that what is not filled is made pale, and not grey.
    hai_colour rest = hai_theme_colour(theme, "weak");
    hai_canvas_group_begin(canvas, PALE);
    for (int32_t i = 0; i < icons->count; i++) {
        hai_box box = icon_box(icons, i, x, y), part = box;
        double filled = filled_part(icons, i);
        part.x += box.width * filled;
        part.width -= box.width * filled;
        if (filled == 0 && icons->has_rest)
            draw_icon(canvas, icons->icon, box, rest);
        else if (filled > 0 && filled < 1)
            draw_part(canvas, icons->icon, box, part, rest);
    }
    hai_canvas_group_end(canvas);
    for (int32_t i = 0; i < icons->count; i++) {
        hai_box box = icon_box(icons, i, x, y), part = box;
        double filled = filled_part(icons, i);
        part.width *= filled;
        if (filled == 1)
            draw_icon(canvas, icons->icon, box, icons->colour);
        else if (filled > 0)
            draw_part(canvas, icons->icon, box, part, icons->colour);
    }
}

void pictogram_vessel_draw(const hai_theme *theme, const hai_icon *icon, double share,
                           hai_colour colour, hai_canvas *canvas, hai_box box)
{
    hai_box above = box, below = box;
    below.height *= share;
    above.height -= below.height;
    below.y += above.height;
    hai_canvas_group_begin(canvas, PALE);
    draw_part(canvas, icon, box, above, hai_theme_colour(theme, "weak"));
    hai_canvas_group_end(canvas);
    draw_part(canvas, icon, box, below, colour);
}

// --- Cells ---

static double figure_height(const struct pictogram_cell *cell)
{
    return fmax(cell->figure.size.height, FIGURE_HEIGHT);
}

static hai_size words_size(const struct pictogram_cell *cell)
{
    double name = kit_height(cell->label);
    return (hai_size){fmax(cell->figure.size.width, hai_paragraph_size(cell->label).width),
                      figure_height(cell) + (name > 0 ? FIGURE_GAP + name : 0)};
}

void pictogram_cell_plan(const hai_block *block, const struct pictogram *pictogram,
                         struct pictogram_cell *cell, const char *const words[3], double width,
                         bool may_be_beside)
{
    bool is_array = pictogram->style == PICTOGRAM_ARRAY;
    double room = width - cell->picture.width - BESIDE_GAP;
    cell->is_beside = may_be_beside && room >= BESIDE_LEAST;
    room = cell->is_beside ? room : width;
    hai_text_style style = kit_type(hai_block_theme(block), "label", NULL,
                                    is_array ? HAI_TEXT_TITLE : HAI_TEXT_TITLE_CENTRE);
    cell->label = hai_paragraph_new(block, words[0], &style, room);
    cell->figure =
        chart_figure_new(block, words[1], words[2], chart_colour_name(block, cell->text),
                         cell->is_beside ? FIGURE_SIZE * 1.6 : FIGURE_SIZE, room, SMALLEST_FIGURE);
    hai_size set = words_size(cell);
    cell->size = (hai_size){width, cell->is_beside ? fmax(set.height, cell->picture.height)
                                                   : set.height + WORDS_GAP + cell->picture.height};
}

// Figure and name, from x, y on.
static void draw_words(const struct pictogram_cell *cell, hai_canvas *canvas, double x, double y,
                       double width, bool is_centred)
{
    double shift = is_centred ? fmax(width - cell->figure.size.width, 0) / 2 : 0;
    double down = (figure_height(cell) - cell->figure.size.height) / 2;
    chart_figure_draw(&cell->figure, canvas, x + shift, y + down, (hai_colour){0});
    hai_canvas_paragraph(canvas, cell->label, x, y + figure_height(cell) + FIGURE_GAP);
}

void pictogram_cell_draw(const hai_block *block, const struct pictogram *pictogram,
                         const struct pictogram_cell *cell, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_size words = words_size(cell);
    if (pictogram->style == PICTOGRAM_FILL) {
        hai_box picture = {box.x + (box.width - cell->picture.width) / 2, box.y,
                           cell->picture.width, cell->picture.height};
        pictogram_vessel_draw(theme, cell->icons.icon, cell->share, cell->icons.colour, canvas,
                              picture);
        draw_words(cell, canvas, box.x, hai_box_bottom(picture) + WORDS_GAP, box.width, true);
        return;
    }
    if (cell->is_beside) {
        pictogram_icons_draw(theme, &cell->icons, canvas, box.x,
                             box.y + (cell->size.height - cell->picture.height) / 2);
        draw_words(cell, canvas, box.x + cell->picture.width + BESIDE_GAP,
                   box.y + (cell->size.height - words.height) / 2, words.width, false);
        return;
    }
    draw_words(cell, canvas, box.x, box.y, box.width, false);
    pictogram_icons_draw(theme, &cell->icons, canvas, box.x, box.y + words.height + WORDS_GAP);
}
