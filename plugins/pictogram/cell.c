// SPDX-License-Identifier: MIT
#include <string.h>

#include "pictogram.h"

#define PALE 0.22 // of what is not filled
#define FIGURE_SIZE 56.0
#define SMALLEST_FIGURE 12.0
#define FIGURE_HEIGHT 36.0 // at the least: of a dash, too
#define FIGURE_GAP 8.0
#define WORDS_GAP 16.0
#define DISC 0.84          // of its box
#define LEAST_CONTRAST 1.5 // of icons in colour to the pale ones
#define LEAST_SEEN 0.16    // of an icon

// --- Icons ---

// A standing person, from the right shoulder on: an arm, a leg, the other leg, the other arm.
static void person_path(hai_canvas *canvas, hai_box box)
{
    static const struct {
        double x1, y1, x2, y2, x, y; // a curve; a line where the first is below 0
    } parts[] = {
        {-1, 0, 0, 0, 0.335, 0.225}, {0.385, 0.225, 0.42, 0.26, 0.42, 0.31},
        {-1, 0, 0, 0, 0.42, 0.575},  {0.42, 0.625, 0.348, 0.625, 0.348, 0.575},
        {-1, 0, 0, 0, 0.348, 0.335}, {-1, 0, 0, 0, 0.328, 0.335},
        {-1, 0, 0, 0, 0.328, 0.958}, {0.328, 1.014, 0.222, 1.014, 0.222, 0.958},
        {-1, 0, 0, 0, 0.222, 0.635}, {-1, 0, 0, 0, 0.198, 0.635},
        {-1, 0, 0, 0, 0.198, 0.958}, {0.198, 1.014, 0.092, 1.014, 0.092, 0.958},
        {-1, 0, 0, 0, 0.092, 0.335}, {-1, 0, 0, 0, 0.072, 0.335},
        {-1, 0, 0, 0, 0.072, 0.575}, {0.072, 0.625, 0, 0.625, 0, 0.575},
        {-1, 0, 0, 0, 0, 0.31},      {0, 0.26, 0.035, 0.225, 0.085, 0.225},
    };
    double scale = box.height, pi = acos(-1.0);
    hai_canvas_arc(canvas, box.x + 0.21 * scale, box.y + 0.1 * scale, 0.098 * scale, 0, 2 * pi);
    hai_canvas_close(canvas);
    hai_canvas_move_to(canvas, box.x + 0.085 * scale, box.y + 0.225 * scale);
    for (size_t i = 0; i < HAI_COUNT(parts); i++) {
        double x = box.x + parts[i].x * scale, y = box.y + parts[i].y * scale;
        if (parts[i].x1 < 0)
            hai_canvas_line_to(canvas, x, y);
        else
            hai_canvas_curve_to(canvas, box.x + parts[i].x1 * scale, box.y + parts[i].y1 * scale,
                                box.x + parts[i].x2 * scale, box.y + parts[i].y2 * scale, x, y);
    }
    hai_canvas_close(canvas);
}

// `icons` says what is drawn.
static void draw_icon(hai_canvas *canvas, const struct pictogram_icons *icons, hai_box box,
                      hai_colour colour)
{
    if (icons->is_people) {
        person_path(canvas, box);
        hai_canvas_fill(canvas, hai_paint_colour(colour));
        return;
    }
    if (icons->icon != NULL) {
        hai_canvas_icon(canvas, icons->icon, box, colour);
        return;
    }
    double side = fmin(box.width, box.height) * DISC;
    kit_fill_box(
        canvas,
        (hai_box){box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side},
        side / 2, colour);
}

static void draw_part(hai_canvas *canvas, const struct pictogram_icons *icons, hai_box box,
                      hai_box part, hai_colour colour)
{
    if (hai_box_is_empty(part))
        return;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, part);
    hai_canvas_clip(canvas);
    draw_icon(canvas, icons, box, colour);
    hai_canvas_restore(canvas);
}

static hai_box icon_box(const struct pictogram_icons *icons, int32_t n, double x, double y)
{
    double line = icons->line > 0 ? icons->line : icons->pitch;
    return (hai_box){x + n % icons->across * icons->pitch, y + (double)(n / icons->across) * line,
                     icons->size * (icons->is_people ? PICTOGRAM_PERSON : 1), icons->size};
}

hai_colour pictogram_colour(const hai_theme *theme, hai_colour colour)
{
    hai_colour weak = hai_theme_colour(theme, "weak");
    hai_colour rest = hai_colour_mix(hai_theme_colour(theme, "surface"), weak, PALE);
    hai_colour deeper = colour;
    for (double by = 0.1; by < 0.65 && hai_colour_contrast(deeper, rest) < LEAST_CONTRAST;
         by += 0.1)
        deeper = hai_colour_mix(colour, weak, by);
    return deeper;
}

// A part of an icon that nobody sees is let go, but for the only one that tells of a small value.
double pictogram_seen(double filled)
{
    double whole = floor(filled + 1e-9), part = filled - whole;
    if (!(part > 1e-9) || part >= LEAST_SEEN)
        return filled;
    return whole > 0 ? whole : LEAST_SEEN;
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
            draw_icon(canvas, icons, box, rest);
        else if (filled > 0 && filled < 1)
            draw_part(canvas, icons, box, part, rest);
    }
    hai_canvas_group_end(canvas);
    for (int32_t i = 0; i < icons->count; i++) {
        hai_box box = icon_box(icons, i, x, y), part = box;
        double filled = filled_part(icons, i);
        part.width *= filled;
        if (filled == 1)
            draw_icon(canvas, icons, box, icons->colour);
        else if (filled > 0)
            draw_part(canvas, icons, box, part, icons->colour);
    }
}

void pictogram_vessel_draw(const hai_theme *theme, const hai_icon *icon, double share,
                           hai_colour colour, hai_canvas *canvas, hai_box box)
{
    struct pictogram_icons one = {.icon = icon};
    hai_box above = box, below = box;
    below.height *= share;
    above.height -= below.height;
    below.y += above.height;
    hai_canvas_group_begin(canvas, PALE);
    draw_part(canvas, &one, box, above, hai_theme_colour(theme, "weak"));
    hai_canvas_group_end(canvas);
    draw_part(canvas, &one, box, below, colour);
}

// --- Cells ---

#define MOST_TENFOLD 3
#define HUNDREDS 100.0 // from here on the picture is not counted, and all sentences have one whole

// Nobody is half a person: 5 of 100, not 0.5 of 10. By how much a whole has to be larger.
static double whole_scale(double value)
{
    double scale = 1;
    for (int32_t i = 0; i <= MOST_TENFOLD; i++, scale *= 10)
        if (fabs(value * scale - round(value * scale)) < 1e-9 * scale)
            return scale;
    return 1;
}

double pictogram_scale(const double *values, int32_t count, double value, double whole)
{
    double scale = whole_scale(value);
    for (int32_t i = 0; i < count && whole >= HUNDREDS; i++)
        scale = fmax(scale, isfinite(values[i]) ? whole_scale(values[i]) : 1);
    return scale;
}

const char *pictogram_sentence(const hai_block *block, const struct pictogram *pictogram,
                               const char *name, const char *between, double value, double whole,
                               double scale)
{
    const char *unit = pictogram->chart.unit; // shares are told in people
    if (unit == NULL || unit[0] == '\0' || strcmp(unit, "%") == 0)
        unit = "人";
    if (fabs(value * scale - round(value * scale)) < 1e-9 * scale)
        value = round(value * scale);
    else
        scale = 1;
    whole *= scale;
    hai_number_format format = chart_format(&pictogram->chart, &value, 1);
    const char *part = chart_value_text(block, value, &format, unit);
    format = chart_format(&pictogram->chart, &whole, 1);
    format.decimals = -1;
    const char *all = chart_value_text(block, whole, &format, unit);
    return hai_block_printf(block, "每%s中有%s%s%s", all, part, between, name);
}

static double percent_of(double value, double whole)
{
    return round(value / whole * 1000) / 10;
}

bool pictogram_is_whole_percent(double value, double whole)
{
    double percent = percent_of(value, whole);
    return !isfinite(percent) || percent == round(percent);
}

const char *pictogram_percent(const hai_block *block, double value, double whole, bool has_tenths)
{
    const hai_number_format format = {.size = sizeof format, .decimals = has_tenths ? 1 : 0};
    return hai_number_text(block, percent_of(value, whole), &format);
}

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
                         struct pictogram_cell *cell, const char *const words[4], double width,
                         bool may_be_beside)
{
    bool is_array = pictogram->style != PICTOGRAM_FILL;
    double room = width - cell->picture.width - PICTOGRAM_BESIDE_GAP;
    cell->is_beside = may_be_beside && room >= PICTOGRAM_BESIDE;
    room = cell->is_beside ? room : width;
    hai_text_style style = kit_type(hai_block_theme(block), "label", NULL,
                                    is_array ? HAI_TEXT_TITLE : HAI_TEXT_TITLE_CENTRE);
    cell->label = hai_paragraph_new(block, words[0], &style, room);
    if (words[3] != NULL && hai_paragraph_lines(cell->label) > 1)
        cell->label = hai_paragraph_new(block, words[3], &style, room);
    cell->figure =
        chart_figure_new(block, words[1], words[2], chart_colour_name(block, cell->text),
                         cell->is_beside ? FIGURE_SIZE * 1.6 : FIGURE_SIZE, room, SMALLEST_FIGURE);
    hai_size set = words_size(cell);
    cell->words_height = set.height;
    cell->size = (hai_size){width, cell->is_beside ? fmax(set.height, cell->picture.height)
                                                   : set.height + WORDS_GAP + cell->picture.height};
}

void pictogram_cells_align(struct pictogram_cell *cells, int32_t count)
{
    double words = 0, height = 0;
    for (int32_t i = 0; i < count; i++)
        words = fmax(words, cells[i].words_height);
    for (int32_t i = 0; i < count; i++) {
        if (!cells[i].is_beside)
            cells[i].size.height += words - cells[i].words_height;
        cells[i].words_height = words;
        height = fmax(height, cells[i].size.height);
    }
    for (int32_t i = 0; i < count; i++)
        cells[i].size.height = height;
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
        draw_words(cell, canvas, box.x + cell->picture.width + PICTOGRAM_BESIDE_GAP,
                   box.y + (cell->size.height - words.height) / 2, words.width, false);
        return;
    }
    draw_words(cell, canvas, box.x, box.y, box.width, false);
    pictogram_icons_draw(theme, &cell->icons, canvas, box.x,
                         box.y + cell->words_height + WORDS_GAP);
}
