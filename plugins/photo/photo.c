// SPDX-License-Identifier: MIT
//
// A photo, or a wall of them: in a grid, in rows that fill the width with each photo whole, or one
// large beside the others. The focus of each stays in sight.
#include <math.h>

#include "item-kit/items.h"
#include "visual-kit/pictures.h"
#include "visual-kit/surface.h"

#define MAX_PHOTOS 200

enum style { STYLE_GRID, STYLE_JUSTIFIED, STYLE_FEATURE };
enum frame { FRAME_ROUNDED, FRAME_SQUARE, FRAME_PRINT };
enum caption { CAPTION_BELOW, CAPTION_OVER, CAPTION_NONE };

struct photo {
    const hai_image *image;
    const char *caption;
    const hai_table *rows;
    int32_t file, title, x, y;
    double focus_x, focus_y, ratio, gap;
    int32_t style, fit, frame, captions, columns;
    const hai_image **images; // one for each row
};

static const struct photo defaults = {
    .focus_x = 0.5, .focus_y = 0.5, .gap = NAN, .file = -1, .title = -1, .x = -1, .y = -1};

static const char *const styles[] = {"grid", "justified", "feature", NULL};
static const char *const fits[] = {"cover", "contain", NULL};
static const char *const frames[] = {"rounded", "square", "print", NULL};
static const char *const places[] = {"below", "over", "none", NULL};

static const hai_option options[] = {
    HAI_IMAGE("image", struct photo, image, .help_zh = "一张照片", .help_en = "One photo"),
    HAI_TEXT("caption", struct photo, caption, .help_zh = "图说", .help_en = "What it shows"),
    HAI_TABLE("rows", struct photo, rows, .help_zh = "照片墙的数据表,一行一张",
              .help_en = "The photos of a wall, a row for each"),
    HAI_COLUMN("image_column", struct photo, file, "image", .flags = HAI_OUTSIDE,
               .help_zh = "图片文件列", .help_en = "Column of picture files"),
    HAI_COLUMN("title", struct photo, title, "title", .help_zh = "图说列",
               .help_en = "Column of captions"),
    HAI_COLUMN("x", struct photo, x, "x", .help_zh = "焦点横向位置列,0—1",
               .help_en = "Column of the focus from the left, 0..1"),
    HAI_COLUMN("y", struct photo, y, "y", .help_zh = "焦点纵向位置列,0—1",
               .help_en = "Column of the focus from the top, 0..1"),
    HAI_NUMBER("focus_x", struct photo, focus_x, 0, 1, .help_zh = "焦点横向位置,裁切时留在画面中",
               .help_en = "What stays in sight where it is cut: from the left"),
    HAI_NUMBER("focus_y", struct photo, focus_y, 0, 1, .help_zh = "焦点纵向位置",
               .help_en = "The same from the top"),
    HAI_CHOICE("fit", struct photo, fit, fits, .help_zh = "填满裁切或完整显示",
               .help_en = "Fill the frame and cut, or show it whole"),
    HAI_CHOICE("style", struct photo, style, styles, .help_zh = "照片墙:网格、等高满行、一大多小",
               .help_en = "A wall: a grid, rows of one height that fill the width, or one large"),
    HAI_CHOICE("frame", struct photo, frame, frames, .help_zh = "圆角、直角、相纸白边",
               .help_en = "Round corners, square ones, or a print with a white border"),
    HAI_CHOICE("captions", struct photo, captions, places, .help_zh = "图说在下方、压在图上、不写",
               .help_en = "Captions below, over the foot of the photo, or none"),
    HAI_INT("columns", struct photo, columns, 0, 8, .help_zh = "列数,0 按宽度",
            .help_en = "Columns; 0: as many as have room"),
    HAI_NUMBER("ratio", struct photo, ratio, 0, 8, .help_zh = "宽高比,0 为原图或 3:2",
               .help_en = "Width by height; 0: the photo's own, in a wall 3:2"),
    HAI_LENGTH("gap", struct photo, gap, 0, 200, .unit = "px", .help_zh = "间距",
               .help_en = "Space between photos"),
};

struct shot {
    const hai_image *image;
    const hai_paragraph *text;
    hai_point focus;
    hai_box box, picture; // all of it, and the photo alone
};

struct plan {
    int32_t count;
    struct shot *shots;
    double gap, border, height;
};

static int32_t count_of(const struct photo *photo)
{
    return photo->rows == NULL ? photo->image != NULL : hai_table_rows(photo->rows);
}

static double share(double value, double other)
{
    return isfinite(value) ? fmin(fmax(value, 0), 1) : other;
}

static const char *caption_of(const struct photo *photo, int32_t i)
{
    return photo->rows == NULL ? photo->caption : hai_table_text(photo->rows, i, photo->title);
}

// The photo's own shape, within reason: a strip is cut.
static double ratio_of(const struct shot *shot)
{
    hai_size size = shot->image == NULL ? (hai_size){3, 2} : hai_image_size(shot->image);
    if (!(size.width > 0) || !(size.height > 0))
        return 1.5;
    return fmin(fmax(size.width / size.height, 0.4), 4);
}

static hai_text_style caption_style(const hai_theme *theme, const struct photo *photo)
{
    bool is_over = photo->captions == CAPTION_OVER, is_print = photo->frame == FRAME_PRINT;
    return kit_type(theme, "caption",
                    is_over    ? "#ffffff"
                    : is_print ? "#3a3a3a"
                               : NULL,
                    is_print && !is_over ? HAI_TEXT_CENTRE : HAI_TEXT_LEFT);
}

// One shot at a place: `high` is the height of the photo. Returns the height of all.
static double place(const hai_block *block, const struct photo *photo, struct plan *plan, int32_t i,
                    hai_box at)
{
    struct shot *shot = &plan->shots[i];
    const char *caption = caption_of(photo, i);
    double border = fmin(plan->border, at.width / 8);
    shot->picture = (hai_box){at.x + border, at.y + border, fmax(at.width - 2 * border, 1),
                              fmax(at.height - 2 * border, 1)};
    bool has_text = caption != NULL && caption[0] != '\0' && photo->captions != CAPTION_NONE;
    double height = at.height;
    if (has_text) {
        bool is_over = photo->captions == CAPTION_OVER;
        hai_text_style style = caption_style(hai_block_theme(block), photo);
        double side = is_over ? fmin(20, shot->picture.width / 8) : 0;
        shot->text =
            hai_paragraph_new(block, caption, &style, fmax(shot->picture.width - 2 * side, 1));
        if (is_over) // a photo is at least as high as the words on it
            shot->picture.height = fmax(shot->picture.height, kit_height(shot->text) + 40);
        else
            height += kit_height(shot->text) + (border > 0 ? 0 : 12);
        height = fmax(height, shot->picture.height + 2 * border);
    }
    shot->box = (hai_box){at.x, at.y, at.width, height};
    return height;
}

static double plan_grid(const hai_block *block, const struct photo *photo, double width,
                        struct plan *plan)
{
    int32_t columns = photo->columns;
    if (columns == 0)
        columns = (int32_t)fmin(fmax((width + plan->gap) / (300 + plan->gap), 1), plan->count);
    if (photo->columns == 0 && plan->count == 4 && columns == 3)
        columns = 2;
    columns = (int32_t)fmax(fmin(columns, (width + plan->gap) / (120 + plan->gap)), 1);
    double cell = fmax((width - plan->gap * (columns - 1)) / columns, 1), y = 0;
    for (int32_t first = 0; first < plan->count; first += columns) {
        double tallest = 0;
        for (int32_t i = first; i < plan->count && i < first + columns; i++) {
            double own = plan->count == 1 ? ratio_of(&plan->shots[0]) : 1.5;
            double ratio = photo->ratio > 0 ? fmax(photo->ratio, 0.1) : own;
            hai_box at = {(i - first) * (cell + plan->gap), y, cell, cell / ratio};
            tallest = fmax(tallest, place(block, photo, plan, i, at));
        }
        y += tallest + plan->gap;
    }
    return y - plan->gap;
}

// Rows are filled until their height at full width falls to the target; a last row that is not full
// keeps the target's height.
static double plan_justified(const hai_block *block, const struct photo *photo, double width,
                             struct plan *plan)
{
    double y = 0, target = photo->columns > 0 ? width / photo->columns / 1.5 : fmin(320, width / 2);
    for (int32_t first = 0; first < plan->count;) {
        double sum = 0, height = 0, tallest = 0, x = 0;
        int32_t end = first;
        while (end < plan->count) {
            sum += ratio_of(&plan->shots[end++]);
            height = (width - plan->gap * (end - first - 1)) / sum;
            if (height <= target)
                break;
        }
        height = fmax(fmin(height, target * 1.25), 1);
        for (int32_t i = first; i < end; i++) {
            hai_box at = {x, y, height * ratio_of(&plan->shots[i]), height};
            tallest = fmax(tallest, place(block, photo, plan, i, at));
            x += at.width + plan->gap;
        }
        y += tallest + plan->gap;
        first = end;
    }
    return y - plan->gap;
}

// The first at the left, the next two at its right; the rest below in a row of their own.
static double plan_feature(const hai_block *block, const struct photo *photo, double width,
                           struct plan *plan)
{
    double side = (width - 2 * plan->gap) / 3, large = width - side - plan->gap;
    double high = side / 1.5, y = 0;
    for (int32_t i = 1; i <= 2; i++) {
        hai_box at = {large + plan->gap, y, side, high};
        y += place(block, photo, plan, i, at) + plan->gap;
    }
    y -= plan->gap;
    struct plan *all = plan;
    double taken = place(block, photo, all, 0, (hai_box){0, 0, large, y});
    if (taken > y) // its caption stands within the height of both
        taken = place(block, photo, all, 0, (hai_box){0, 0, large, fmax(2 * y - taken, 1)});
    y = fmax(y, taken);
    int32_t rest = plan->count - 3;
    double tallest = 0, cell = rest > 0 ? (width - plan->gap * (rest - 1)) / rest : 0;
    for (int32_t i = 0; i < rest; i++) {
        hai_box at = {i * (cell + plan->gap), y + plan->gap, cell, fmin(cell / 1.5, high)};
        tallest = fmax(tallest, place(block, photo, plan, i + 3, at));
    }
    return rest > 0 ? y + plan->gap + tallest : y;
}

static struct plan plan(const hai_block *block, const struct photo *photo, double width)
{
    struct plan plan = {.count = count_of(photo),
                        .gap = isnan(photo->gap) ? 16 : photo->gap,
                        .border = photo->frame == FRAME_PRINT ? 16 : 0};
    plan.gap = fmin(plan.gap, width / 12);
    plan.shots = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.shots);
    for (int32_t i = 0; i < plan.count; i++) {
        double x = photo->rows == NULL ? NAN : hai_table_number(photo->rows, i, photo->x);
        double y = photo->rows == NULL ? NAN : hai_table_number(photo->rows, i, photo->y);
        plan.shots[i].image = photo->rows == NULL     ? photo->image
                              : photo->images == NULL ? NULL
                                                      : photo->images[i];
        plan.shots[i].focus = (hai_point){share(x, photo->focus_x), share(y, photo->focus_y)};
    }
    if (plan.count == 0)
        plan.height = kit_no_items_height();
    else if (photo->style == STYLE_FEATURE && plan.count >= 3 && plan.count <= 7 && width >= 480)
        plan.height = plan_feature(block, photo, width, &plan);
    else if (photo->style == STYLE_JUSTIFIED && plan.count > 1)
        plan.height = plan_justified(block, photo, width, &plan);
    else
        plan.height = plan_grid(block, photo, width, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

// A darker foot, so that white words read on any photo.
static void draw_veil(hai_canvas *canvas, hai_box box, double height)
{
    double top = fmax(hai_box_bottom(box) - height, box.y);
    const hai_stop stops[] = {{0, {0, 0, 0, 0}}, {0.5, {0, 0, 0, 0.45F}}, {1, {0, 0, 0, 0.72F}}};
    hai_canvas_box(canvas, (hai_box){box.x, top, box.width, hai_box_bottom(box) - top});
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, top},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops, 3));
}

// A drawing shown whole in a frame of its own shape: what it leaves free is the page, not a ground.
static bool is_whole(const struct photo *photo, const struct shot *shot)
{
    return shot->image != NULL && photo->fit != 0 &&
           fabs(shot->picture.width / fmax(shot->picture.height, 1) / ratio_of(shot) - 1) < 0.01;
}

static void draw_shot(const hai_theme *theme, const struct photo *photo, const struct shot *shot,
                      hai_canvas *canvas, hai_point at)
{
    hai_box box = {at.x + shot->box.x, at.y + shot->box.y, shot->box.width, shot->box.height};
    hai_box picture = {at.x + shot->picture.x, at.y + shot->picture.y, shot->picture.width,
                       shot->picture.height};
    double radius = photo->frame == FRAME_ROUNDED ? hai_theme_length(theme, "radius") : 0;
    if (photo->frame == FRAME_PRINT) {
        hai_canvas_shadow(canvas, (hai_box){box.x, box.y + 4, box.width, box.height}, 2, 16,
                          (hai_colour){0, 0, 0, 0.22F});
        kit_fill_box(canvas, box, 2, (hai_colour){1, 1, 1, 1});
    }
    bool is_over = shot->text != NULL && photo->captions == CAPTION_OVER;
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, picture, radius);
    hai_canvas_clip(canvas);
    if (!is_whole(photo, shot))
        kit_fill_box(canvas, picture, 0, hai_theme_colour(theme, "quote"));
    if (shot->image != NULL)
        hai_canvas_image_at(canvas, shot->image, picture, photo->fit == 0 ? 2 : 1, shot->focus);
    if (is_over)
        draw_veil(canvas, picture, kit_height(shot->text) + 96);
    hai_canvas_restore(canvas);
    if (shot->text == NULL)
        return;
    if (is_over)
        hai_canvas_paragraph(canvas, shot->text, picture.x + fmin(20, picture.width / 8),
                             hai_box_bottom(picture) - kit_height(shot->text) - 14);
    else
        hai_canvas_paragraph(canvas, shot->text, picture.x,
                             hai_box_bottom(picture) + (photo->frame == FRAME_PRINT ? 8 : 12));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct photo *photo = data;
    struct plan placed = plan(block, photo, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    for (int32_t i = 0; i < placed.count; i++)
        draw_shot(hai_block_theme(block), photo, &placed.shots[i], canvas,
                  (hai_point){box.x, box.y});
}

static void check(const hai_block *block, const void *data)
{
    const struct photo *photo = data;
    if (photo->image != NULL && photo->rows != NULL)
        hai_block_error(block, "image", "option.conflict", "leave out one of them",
                        "'image' and 'rows' are both given");
    if (count_of(photo) > MAX_PHOTOS)
        hai_block_error(block, "rows", "data.limit", "take the best", "a wall shows at most %d",
                        MAX_PHOTOS);
}

static void prepare(const hai_block *block, void *data)
{
    struct photo *photo = data;
    if (photo->rows != NULL)
        photo->images = kit_row_images(block, photo->rows, photo->file, MAX_PHOTOS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct photo *photo = data;
    int32_t count = count_of(photo);
    const char *first = count > 0 ? caption_of(photo, 0) : NULL;
    if (count > 1)
        return hai_block_printf(block, "照片,共%d张", (int)count);
    return hai_block_printf(block, "照片%s%s", first == NULL || first[0] == '\0' ? "" : ":",
                            first == NULL ? "" : first);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "photo",
                                  .title_zh = "照片",
                                  .title_en = "Photo",
                                  .summary_zh = "一张照片或一面照片墙",
                                  .summary_en = "A photo, or a wall of them",
                                  .struct_size = sizeof(struct photo),
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
= {HAI_PLUGIN_HEAD,    .name = "photo",
   .version = "1.0.0", .summary = "A photo, or a wall of them",
   .licence = "MIT",   .features = {{"visual", &visual}}};
