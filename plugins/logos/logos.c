// SPDX-License-Identifier: MIT
//
// Logos of partners in a wall, none of which looks larger than the others: a wide one is lower, a
// tall one narrower. Who has no logo is named in its place.
#include <math.h>

#include "item-kit/items.h"
#include "visual-kit/pictures.h"
#include "visual-kit/surface.h"

#define MAX_LOGOS 200
#define LEAST_CELL 176.0
#define MOST_CELL 320.0
#define MOST_COLUMNS 6
#define TALLEST 1.3 // of the height of a square logo
#define EVENNESS                                                                                   \
    0.42 // 0: one height for all; 0.5: one area, at which words in a wide one are small
#define PADDING 22.0
#define HEADING_GAP 24.0
#define HEADING_RULE 96.0
#define NAME_GAP 10.0

enum style { STYLE_CELLS, STYLE_PLAIN };
enum caption { CAPTION_BELOW, CAPTION_NONE };

struct logos {
    const hai_table *rows;
    int32_t file, title, factor; // columns
    const char *heading, *tint;
    int32_t style, captions, columns;
    double height, gap;
    const hai_image **images; // one for each row
};

static const struct logos defaults = {.height = 80, .gap = NAN};

static const char *const styles[] = {"cells", "plain", NULL};
static const char *const places[] = {"below", "none", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct logos, rows, .flags = HAI_REQUIRED, .help_zh = "数据表,一行一家",
              .help_en = "The partners, a row for each"),
    HAI_COLUMN("image_column", struct logos, file, "image", .flags = HAI_OUTSIDE,
               .help_zh = "标志图片文件列;空的写名称",
               .help_en = "Column of picture files; where it is empty the name is written"),
    HAI_COLUMN("title", struct logos, title, "title", .help_zh = "名称列",
               .help_en = "Column of names"),
    HAI_COLUMN("scale", struct logos, factor, "scale",
               .help_zh = "缩放列,1为不调整,图片自带白边时可调大",
               .help_en = "Column of factors on the size, for files with blank margins; 1: as is"),
    HAI_TEXT("heading", struct logos, heading, .help_zh = "题头,如“主办单位”“联合发布”",
             .help_en = "A line above, as who hosts or who publishes"),
    HAI_CHOICE("style", struct logos, style, styles, .help_zh = "样式:白格(有 tint 时随主题)、无底",
               .help_en =
                   "White cells, which suit any file, the theme's with a tint, or no ground"),
    HAI_CHOICE("captions", struct logos, captions, places, .help_zh = "名称在下方、不写",
               .help_en = "Names below, or none"),
    HAI_COLOUR("tint", struct logos, tint, .help_zh = "统一成一种颜色的深浅,如 weak;不写用原色",
               .help_en = "One colour for all, as weak, in its shades; their own if not given"),
    HAI_INT("columns", struct logos, columns, 0, 12, .help_zh = "列数,0 按宽度",
            .help_en = "Columns; 0: as many as have room"),
    HAI_LENGTH("height", struct logos, height, 16, 400, .unit = "px",
               .help_zh = "方形标志的高度,其他看上去一样大",
               .help_en = "Height of a square logo; others look as large"),
    HAI_LENGTH("gap", struct logos, gap, 0, 200, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between cells; the theme's gutter if not given"),
};

struct logo {
    const hai_image *image;
    const hai_paragraph *caption; // below the cell
    const hai_paragraph *name;    // in place of the image
    hai_size size;                // of the image
};

struct plan {
    int32_t count, columns, rows;
    struct logo *logos;
    const hai_paragraph *heading;
    double top, gap, cell_width, cell_height; // top: below the heading
    double *captions;                         // height of the highest of each row, its gap included
    double height;
};

static int32_t count_columns(const struct logos *logos, int32_t count, double width, double gap)
{
    if (logos->columns > 0) // each wide enough for a word
        return (int32_t)fmax(fmin(fmin(logos->columns, count), (width + gap) / (96 + gap)), 1);
    int32_t most = (int32_t)fmin((width + gap) / (LEAST_CELL + gap), MOST_COLUMNS);
    most = (int32_t)fmax(fmin(most, count), 1);
    int32_t rows = (count + most - 1) / most; // as even as can be
    return rows > 0 ? (count + rows - 1) / rows : 1;
}

// As large to the eye as a square logo, within the cell.
static hai_size fit_logo(const struct logos *logos, const hai_image *image, double factor,
                         double room)
{
    hai_size size = hai_image_size(image);
    double ratio = size.width > 0 && size.height > 0 ? size.width / size.height : 1;
    double height = logos->height * (isfinite(factor) ? fmin(fmax(factor, 0.25), 4) : 1);
    double high = fmin(height / pow(ratio, EVENNESS), logos->height * TALLEST);
    high = fmin(high, room / ratio);
    return (hai_size){high * ratio, high};
}

// The name in the cell, in ink that reads on it.
static const hai_paragraph *set_name(const hai_block *block, const struct logos *logos,
                                     const char *name, double room)
{
    hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE_CENTRE);
    if (logos->tint != NULL)
        style.colour = logos->tint;
    else if (logos->style == STYLE_CELLS)
        style.colour = kit_on(block, (hai_colour){1, 1, 1, 1});
    style.weight = 700;
    style.line_height = 1.3;
    style.size =
        hai_text_fit(block, name, &style, room, logos->height * TALLEST, 3, style.size / 2);
    style.max_lines = 3;
    return hai_paragraph_new(block, name, &style, room);
}

static double plan_logo(const hai_block *block, const struct logos *logos, struct plan *plan,
                        int32_t i)
{
    struct logo *logo = &plan->logos[i];
    const char *name = hai_table_text(logos->rows, i, logos->title);
    double room = fmax(plan->cell_width - 2 * fmin(PADDING, plan->cell_width / 8), 1);
    logo->image = logos->images != NULL ? logos->images[i] : NULL;
    if (logo->image == NULL) {
        logo->name = set_name(block, logos, name, room);
        return kit_height(logo->name);
    }
    logo->size =
        fit_logo(logos, logo->image, hai_table_number(logos->rows, i, logos->factor), room);
    if (logos->captions == CAPTION_BELOW && name[0] != '\0') {
        hai_text_style style =
            kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_TITLE_CENTRE);
        style.line_height = 1.35;
        logo->caption = hai_paragraph_new(block, name, &style, plan->cell_width);
        double *highest = &plan->captions[i / plan->columns];
        *highest = fmax(*highest, NAME_GAP + kit_height(logo->caption));
    }
    return logo->size.height;
}

static struct plan plan(const hai_block *block, const struct logos *logos, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = {.count = hai_table_rows(logos->rows)};
    if (logos->heading != NULL && logos->heading[0] != '\0') {
        hai_text_style style = kit_type(theme, "card", "ink", HAI_TEXT_TITLE_CENTRE);
        plan.heading = hai_paragraph_new(block, logos->heading, &style, width);
        plan.top = kit_height(plan.heading) + HEADING_GAP;
    }
    plan.height = plan.top + kit_no_items_height();
    if (plan.count == 0)
        return plan;
    plan.gap = fmin(isnan(logos->gap) ? hai_theme_length(theme, "gutter") : logos->gap, width / 8);
    plan.columns = count_columns(logos, plan.count, width, plan.gap);
    plan.rows = (plan.count + plan.columns - 1) / plan.columns;
    plan.cell_width = fmin((width - plan.gap * (plan.columns - 1)) / plan.columns, MOST_CELL);
    plan.cell_width = fmax(plan.cell_width, 1);
    plan.logos = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.logos);
    plan.captions = hai_block_alloc(block, (size_t)plan.rows * sizeof *plan.captions);
    double tallest = logos->height;
    for (int32_t i = 0; i < plan.count; i++)
        tallest = fmax(tallest, plan_logo(block, logos, &plan, i));
    plan.cell_height = tallest + (logos->style == STYLE_CELLS ? 2 * PADDING : 0);
    plan.height = plan.top + plan.gap * (plan.rows - 1);
    for (int32_t row = 0; row < plan.rows; row++)
        plan.height += plan.cell_height + plan.captions[row];
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_heading(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                         hai_box box)
{
    hai_canvas_paragraph(canvas, plan->heading, box.x, box.y);
    double half = hai_paragraph_size(plan->heading).width / 2 + HEADING_GAP;
    double length = fmin(HEADING_RULE, box.width / 2 - half), middle = box.x + box.width / 2;
    double y = box.y + kit_height(plan->heading) / 2;
    for (int side = -1; side <= 1 && length > 16; side += 2)
        kit_rule(canvas, (hai_point){middle + side * half, y},
                 (hai_point){middle + side * (half + length), y},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "primary"));
}

static void draw_cell(const hai_theme *theme, const struct logos *logos, const struct logo *logo,
                      hai_canvas *canvas, hai_box cell)
{
    double radius = fmin(hai_theme_length(theme, "radius"), 12), line = 1.5;
    bool has_ground = logos->style == STYLE_CELLS;
    hai_colour ground = has_ground ? hai_theme_colour(theme, "surface") : hai_canvas_ground(canvas);
    if (has_ground && logos->tint == NULL)
        ground = (hai_colour){1, 1, 1, 1};
    if (has_ground)
        kit_fill_box(canvas, cell, radius, ground);
    if (has_ground || logo->image == NULL) {
        hai_canvas_rounded_box(canvas, hai_box_inset(cell, hai_insets_all(line / 2)), radius);
        hai_canvas_stroke(canvas, hai_stroke_width(line),
                          hai_paint_colour(hai_theme_colour(theme, "line")));
    }
    if (logo->image == NULL) {
        double inset = fmin(PADDING, cell.width / 8);
        hai_canvas_paragraph(canvas, logo->name, cell.x + inset,
                             cell.y + (cell.height - kit_height(logo->name)) / 2);
        return;
    }
    hai_box at = {cell.x + (cell.width - logo->size.width) / 2,
                  cell.y + (cell.height - logo->size.height) / 2, logo->size.width,
                  logo->size.height};
    if (logos->tint != NULL)
        hai_canvas_image_toned(canvas, logo->image, at, 1, hai_theme_colour(theme, logos->tint),
                               ground);
    else
        hai_canvas_image(canvas, logo->image, at, 1);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct logos *logos = data;
    struct plan placed = plan(block, logos, box.width);
    if (placed.heading != NULL)
        draw_heading(hai_block_theme(block), &placed, canvas, box);
    double y = box.y + placed.top;
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, (hai_box){box.x, y, box.width, kit_no_items_height()});
    for (int32_t row = 0; row < placed.rows; row++) {
        int32_t first = row * placed.columns;
        int32_t count = (int32_t)fmin(placed.columns, placed.count - first);
        double step = placed.cell_width + placed.gap;
        double x = box.x + (box.width - count * step + placed.gap) / 2; // in the middle
        for (int32_t i = first; i < first + count; i++, x += step) {
            const struct logo *logo = &placed.logos[i];
            draw_cell(hai_block_theme(block), logos, logo, canvas,
                      (hai_box){x, y, placed.cell_width, placed.cell_height});
            if (logo->caption != NULL)
                hai_canvas_paragraph(canvas, logo->caption, x, y + placed.cell_height + NAME_GAP);
        }
        y += placed.cell_height + placed.captions[row] + placed.gap;
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct logos *logos = data;
    int32_t count = hai_table_rows(logos->rows);
    if (count > MAX_LOGOS)
        hai_block_error(block, "rows", "data.limit", "name the others in a text",
                        "a wall shows at most %d logos", MAX_LOGOS);
    for (int32_t i = 0; i < count && i < MAX_LOGOS; i++)
        if (hai_table_text(logos->rows, i, logos->file)[0] == '\0' &&
            hai_table_text(logos->rows, i, logos->title)[0] == '\0')
            hai_block_warn(block, hai_block_printf(block, "rows/%d", (int)i), "logos.empty",
                           "name a picture file, or write the name as \"title\"",
                           "row %d has neither a logo nor a name", (int)i + 1);
}

static void prepare(const hai_block *block, void *data)
{
    struct logos *logos = data;
    logos->images = kit_row_images(block, logos->rows, logos->file, MAX_LOGOS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct logos *logos = data;
    int32_t count = hai_table_rows(logos->rows), told = 0;
    const char *text = hai_block_printf(
        block, "%s",
        logos->heading != NULL && logos->heading[0] != '\0' ? logos->heading : "标志墙");
    for (int32_t i = 0; i < count; i++) {
        const char *name = hai_table_text(logos->rows, i, logos->title);
        if (name[0] != '\0')
            text = hai_block_printf(block, "%s%s%s", text, told++ == 0 ? ":" : "、", name);
    }
    return told > 0 ? text : hai_block_printf(block, "%s,共%d家", text, (int)count);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "logos",
                                  .title_zh = "标志墙",
                                  .title_en = "Logos",
                                  .summary_zh = "主办、协办、合作单位的标志,看上去一样大",
                                  .summary_en = "Logos of partners, all as large to the eye",
                                  .struct_size = sizeof(struct logos),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .prepare = prepare,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "logos",
   .version = "1.0.0", .summary = "Logos of partners, all as large to the eye",
   .licence = "MIT",   .features = {{"visual", &visual}}};
