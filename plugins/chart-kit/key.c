// SPDX-License-Identifier: MIT
#include "chart-kit/key.h"

#include <math.h>

#include "chart-kit/label.h"
#include "visual-kit/surface.h"

#define SWATCH 22.0
#define SWATCH_GAP 14.0
#define FIGURE_GAP 16.0
#define COLUMN_GAP 48.0
#define ROW_GAP 4.0
#define NAME_EMS 4.5       // that a name has at the least beside its figure
#define COLUMN_WIDTH 300.0 // that a column of rows has at the least
#define COLUMN_ROWS 5      // more than these are parted
#define ALL_SIDES (CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT)

struct row {
    const hai_paragraph *name, *figure, *note; // note may be NULL
    struct chart_style style;
    double y, height;
    int32_t column;
};

struct chart_key {
    struct row *rows;
    int32_t count;
    double column_width, figure_width, note_width, height;
    bool is_below; // figures and notes, below the names
};

// On one line where it has the room.
static const hai_paragraph *set_within(const hai_block *block, const char *text,
                                       const hai_text_style *style, double room)
{
    const hai_paragraph *set = hai_paragraph_new(block, text, style, 0);
    return hai_paragraph_size(set).width > room
               ? hai_paragraph_new(block, text, style, fmax(room, 1))
               : set;
}

static void set_figures(const hai_block *block, struct chart_key *key, const char *const *figures,
                        const char *const *notes)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style value = kit_type(theme, "value", "ink", HAI_TEXT_LEFT);
    hai_text_style small = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    double room = key->column_width - SWATCH - SWATCH_GAP;
    for (int32_t i = 0; i < key->count; i++) {
        struct row *row = &key->rows[i];
        row->figure = set_within(block, figures[i], &value, room);
        row->note = notes != NULL ? set_within(block, notes[i], &small, room) : NULL;
        key->figure_width = fmax(key->figure_width, hai_paragraph_size(row->figure).width);
        if (row->note != NULL)
            key->note_width =
                fmax(key->note_width, hai_paragraph_size(row->note).width + FIGURE_GAP);
    }
}

// Figures stand beside all names or below all of them.
static void choose_place(const hai_block *block, struct chart_key *key, const char *const *names)
{
    hai_text_style label = kit_type(hai_block_theme(block), "label", NULL, HAI_TEXT_TITLE);
    double room = fmax(key->column_width - SWATCH - SWATCH_GAP, 1);
    double beside = room - key->figure_width - FIGURE_GAP - key->note_width;
    for (int32_t i = 0; i < key->count; i++) {
        key->rows[i].name = hai_paragraph_new(block, names[i], &label, 0);
        double width = hai_paragraph_size(key->rows[i].name).width;
        key->is_below = key->is_below || (width > beside && beside < NAME_EMS * label.size);
    }
    for (int32_t i = 0; i < key->count; i++) {
        struct row *row = &key->rows[i];
        row->name = set_within(block, names[i], &label, key->is_below ? room : beside);
        double name = kit_height(row->name), figure = kit_height(row->figure),
               note = kit_height(row->note);
        row->height = key->is_below ? name + figure + note + 8 : fmax(name, fmax(figure, note));
    }
}

struct chart_key *chart_key_new(const hai_block *block, const char *const *names,
                                const char *const *figures, const char *const *notes,
                                const struct chart_style *styles, int32_t count, double width)
{
    struct chart_key *key = hai_block_alloc(block, sizeof *key);
    key->rows = hai_block_alloc(block, ((size_t)count + 1) * sizeof *key->rows);
    key->count = count;
    int32_t columns = (int32_t)((width + COLUMN_GAP) / (COLUMN_WIDTH + COLUMN_GAP));
    int32_t wanted = (count + COLUMN_ROWS - 1) / COLUMN_ROWS;
    columns = columns < 1 ? 1 : columns > wanted ? wanted : columns;
    int32_t most = columns > 0 ? (count + columns - 1) / columns : 0;
    key->column_width = columns > 0 ? (width - COLUMN_GAP * (columns - 1)) / columns : width;
    set_figures(block, key, figures, notes);
    choose_place(block, key, names);
    double y = 0;
    for (int32_t i = 0; i < count; i++) {
        struct row *row = &key->rows[i];
        row->style = styles[i];
        row->column = i / most;
        y = i % most == 0 ? 0 : y;
        row->y = y;
        y += row->height + ROW_GAP;
        key->height = fmax(key->height, y - ROW_GAP);
    }
    return key;
}

double chart_key_height(const struct chart_key *key)
{
    return key->height;
}

void chart_key_draw(const struct chart_key *key, hai_canvas *canvas, double x, double y)
{
    for (int32_t i = 0; i < key->count; i++) {
        const struct row *row = &key->rows[i];
        double left = x + row->column * (key->column_width + COLUMN_GAP), top = y + row->y;
        double name = kit_height(row->name), figure = kit_height(row->figure);
        double inner = key->is_below ? name : row->height;
        double line = name / fmax(hai_paragraph_lines(row->name), 1);
        double name_y = top + (inner - name) / 2, text_x = left + SWATCH + SWATCH_GAP;
        hai_box swatch = {left, name_y + (line - SWATCH) / 2, SWATCH, SWATCH};
        if (line == 0) // a thing without a name
            swatch.y = top + (row->height - SWATCH) / 2;
        chart_fill_bar(canvas, swatch, 6, ALL_SIDES, &row->style);
        hai_canvas_paragraph(canvas, row->name, text_x, name_y);
        double right = left + key->column_width, note = kit_height(row->note);
        if (key->is_below) {
            if (row->note != NULL)
                hai_canvas_paragraph(canvas, row->note, text_x, top + name);
            hai_canvas_paragraph(canvas, row->figure, text_x, top + name + note);
            continue;
        }
        if (row->note != NULL)
            hai_canvas_paragraph(canvas, row->note,
                                 right - key->figure_width - FIGURE_GAP -
                                     hai_paragraph_size(row->note).width,
                                 top + (row->height - note) / 2);
        hai_canvas_paragraph(canvas, row->figure, right - hai_paragraph_size(row->figure).width,
                             top + (row->height - figure) / 2);
    }
}
