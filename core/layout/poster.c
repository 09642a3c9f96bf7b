// SPDX-License-Identifier: MIT
//
// Reading a poster: the document, its own members, the theme, the page, the data, the blocks. Each
// step reports what it finds and goes on as long as the next one can make sense, so that one run
// shows every mistake.
#include "layout/poster.h"

#include <string.h>

#include "draw/icon.h"
#include "draw/image.h"
#include "layout/block.h"
#include "spec/locate.h"
#include "text/words.h"

#define DEFAULT_THEME "plain"
#define DEFAULT_LANGUAGE "zh-Hans"

// The members of a spec that are plain options. "page", "data" and "blocks" are read on their own.
struct head {
    int32_t version;
    const char *title, *author, *subject, *keywords, *language, *theme, *words;
    int32_t kinsoku, punctuation;
};

static const struct head head_defaults = {.language = DEFAULT_LANGUAGE, .kinsoku = 1};

// In the order of HAI_KINSOKU_… and HAI_PUNCTUATION_…, which begin with 1.
static const char *const kinsoku_levels[] = {"basic", "gb", "strict", NULL};
static const char *const punctuation_ways[] = {"normalise", "keep", NULL};

static const hai_option head_options[] = {
    HAI_INT("haibao", struct head, version, 1, 1, .flags = HAI_REQUIRED, .help_zh = "格式版本",
            .help_en = "Version of the format"),
    HAI_STRING("title", struct head, title, .help_zh = "标题,写入文件信息",
               .help_en = "Title, for the file's information"),
    HAI_STRING("author", struct head, author, .help_zh = "作者", .help_en = "Author"),
    HAI_STRING("subject", struct head, subject, .help_zh = "主题", .help_en = "Subject"),
    HAI_STRING("keywords", struct head, keywords, .help_zh = "关键词", .help_en = "Keywords"),
    HAI_STRING("lang", struct head, language, .help_zh = "语言", .help_en = "Language, BCP 47"),
    HAI_CHOICE("kinsoku", struct head, kinsoku, kinsoku_levels,
               .help_zh = "避头尾的严格程度:基本、国标、严格",
               .help_en = "Which marks may not begin or end a line"),
    HAI_CHOICE("punctuation", struct head, punctuation, punctuation_ways,
               .help_zh = "汉字间的半角标点:改为全角,或保留原样",
               .help_en = "Half-width marks among Chinese: made full-width, or kept"),
    HAI_STRING("words", struct head, words, .help_zh = "标题换行时不拆开的词,以空格分隔",
               .help_en = "Words that titles keep whole, parted by spaces"),
    HAI_STRING("theme", struct head, theme, .help_zh = "主题样式",
               .help_en = "A theme's name, or its file"),
};

static const hai_item head_shape = {.size = sizeof head_shape,
                                    .struct_size = sizeof(struct head),
                                    .defaults = &head_defaults,
                                    .options = head_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(head_options)};

static const char *const head_others[] = {"page", "data", "blocks", NULL};

struct page {
    double margin, bleed_mm;
    int32_t fit, numbers;
    bool crop_marks;
};

static const struct page page_defaults = {.margin = -1};

static const char *const page_fits[] = {"error", "shrink", "pages", NULL}; // as enum page_fit

// As enum page_numbers.
static const char *const page_numbers[] = {"none", "plain", "dashes", "total", NULL};

static const hai_option page_options[] = {
    HAI_LENGTH("margin", struct page, margin, 0, 1000, .unit = "px", .help_zh = "页边距",
               .help_en = "Space between content and the sheet's edges"),
    HAI_CHOICE("fit", struct page, fit, page_fits, .help_zh = "内容超出页面时:报错、缩小、分页",
               .help_en = "Content higher than the page: an error, made smaller, or more pages"),
    HAI_CHOICE("numbers", struct page, numbers, page_numbers,
               .help_zh = "页码:无、“2”、“— 2 —”、“2 / 5”;只有一页时不显示",
               .help_en = "Page numbers, where there are several pages: none, \"2\", \"— 2 —\" or "
                          "\"2 / 5\""),
    HAI_NUMBER("bleed_mm", struct page, bleed_mm, 0, 20, .unit = "mm", .help_zh = "出血,仅PDF",
               .help_en = "Rim beyond the cut, in PDF"),
    HAI_BOOL("crop_marks", struct page, crop_marks, .help_zh = "裁切标记,仅PDF",
             .help_en = "Marks that say where to cut, in PDF"),
};

static const hai_item page_shape = {.size = sizeof page_shape,
                                    .struct_size = sizeof(struct page),
                                    .defaults = &page_defaults,
                                    .options = page_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(page_options)};

static const char *const page_others[] = {"size", NULL};

const hai_item *poster_page_shape(void)
{
    return &page_shape;
}

const hai_item *poster_document_shape(void)
{
    return &head_shape;
}

// --- Life ---

struct poster *poster_new(struct report *report, struct fonts *fonts,
                          const struct visual_source *visuals)
{
    struct poster *poster = g_new0(struct poster, 1);
    poster->arena = arena_new();
    poster->report = report;
    poster->fonts = fonts;
    poster->visuals = *visuals;
    poster->tables = g_hash_table_new(g_str_hash, g_str_equal);
    poster->failed = g_hash_table_new(g_str_hash, g_str_equal);
    poster->images = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify)(void (*)(void))image_free);
    poster->icons = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify)(void (*)(void))icon_free);
    poster->trees = g_hash_table_new(g_str_hash, g_str_equal);
    poster->documents = g_ptr_array_new();
    poster->pages = g_ptr_array_new();
    poster->references =
        g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))json_decref);
    poster->all = g_ptr_array_new();
    poster->inputs = g_ptr_array_new();
    poster->values = json_object();
    poster->scope = (struct scope){.values = poster->values};
    return poster;
}

void poster_free(struct poster *poster)
{
    if (poster == NULL)
        return;
    typesetter_free(poster->typesetter);
    theme_free(poster->theme);
    for (guint i = 0; i < poster->documents->len; i++)
        document_finish(poster->documents->pdata[i]);
    g_ptr_array_free(poster->documents, TRUE);
    g_ptr_array_free(poster->pages, TRUE);
    g_ptr_array_free(poster->references, TRUE);
    g_ptr_array_free(poster->all, TRUE);
    g_ptr_array_free(poster->inputs, TRUE);
    g_hash_table_destroy(poster->tables);
    g_hash_table_destroy(poster->failed);
    g_hash_table_destroy(poster->images);
    g_hash_table_destroy(poster->icons);
    g_hash_table_destroy(poster->trees);
    json_decref(poster->values);
    document_finish(&poster->document);
    arena_free(poster->arena);
    g_free(poster);
}

// --- Reading, step by step ---

// "/title=…" from the command line: the value is JSON if it reads as such, else a text.
static bool apply_set(struct poster *poster, const char *set)
{
    const char *equals = strchr(set, '=');
    if (set[0] == '/' && equals != NULL) {
        char *pointer = g_strndup(set + 1, (gsize)(equals - set - 1));
        char **steps = g_strsplit(pointer, "/", DOCUMENT_MAX_DEPTH);
        guint count = g_strv_length(steps);
        json_t *at = poster->document.root;
        for (guint i = 0; at != NULL && i + 1 < count; i++)
            at = json_is_array(at)
                     ? json_array_get(at, (size_t)g_ascii_strtoull(steps[i], NULL, 10))
                     : json_object_get(at, steps[i]);
        json_t *value = json_loads(equals + 1, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
        if (value == NULL)
            value = json_string(equals + 1);
        int failed = -1;
        if (count > 0 && json_is_object(at))
            failed = json_object_set_new(at, steps[count - 1], value);
        else if (count > 0 && json_is_array(at))
            failed =
                json_array_set_new(at, (size_t)g_ascii_strtoull(steps[count - 1], NULL, 10), value);
        else
            json_decref(value);
        g_strfreev(steps);
        g_free(pointer);
        if (failed == 0)
            return true;
    }
    report_add(poster->report, SEVERITY_ERROR, "usage.set", (struct place){0},
               "write --set /title=TEXT", "--set '%s' names nothing that can be set", set);
    return false;
}

// --- What heads a spec ---

struct words_of_spec {
    struct report *report;
    const struct source *source;
};

static void report_word(void *data, const char *word, const char *what, const char *hint)
{
    const struct words_of_spec *words = data;
    report_add(words->report, SEVERITY_WARNING, "words.use", locate_value(words->source, "/words"),
               hint, "'%.60s' in 'words' %s", word, what);
}

static bool read_head(struct poster *poster, const struct poster_settings *settings)
{
    const struct source *source = &poster->document.source;
    json_t *root = poster->document.root;
    if (!json_is_object(root)) {
        report_add(poster->report, SEVERITY_ERROR, "spec.form", locate_value(source, ""),
                   "begin with {\"haibao\": 1, \"blocks\": […]}", "a spec is an object");
        return false;
    }
    // Colours and images are not among these options, so a host without a theme will do.
    binding_init(poster);
    const struct binder binder = {.arena = poster->arena,
                                  .report = poster->report,
                                  .source = source,
                                  .host = &poster->host,
                                  .scope = binding_top(poster),
                                  .common_keys = head_others,
                                  .subject = "a spec"};
    struct head head;
    bool ok = bind_object(&binder, &head_shape, &root, 1, "", &head);
    poster->title = head.title;
    poster->author = head.author;
    poster->subject = head.subject;
    poster->keywords = head.keywords;
    poster->text_defaults = (struct text_defaults){
        .language = head.language,
        .kinsoku = (uint32_t)head.kinsoku + HAI_KINSOKU_BASIC,
        .punctuation = (uint32_t)head.punctuation + HAI_PUNCTUATION_NORMALISE,
        .words = head.words,
        .report = poster->report,
    };
    struct words_of_spec words = {poster->report, source};
    words_check(head.words, report_word, &words);

    const char *name = settings->theme != NULL ? settings->theme : head.theme;
    struct place place =
        settings->theme != NULL ? (struct place){0} : locate_value(source, "/theme");
    if (name == NULL)
        name = DEFAULT_THEME;
    // What the command line names lies where the command is given, as its other files do.
    const char *folder = settings->theme != NULL ? "." : poster->document.folder;
    poster->theme = theme_load(poster->arena, poster->report, name, folder, place);
    ok = ok && poster->theme != NULL;
    // Without its theme the poster is not drawn, but its blocks can still be looked at.
    if (poster->theme == NULL && strcmp(name, DEFAULT_THEME) != 0)
        poster->theme = theme_load(poster->arena, poster->report, DEFAULT_THEME,
                                   poster->document.folder, place);
    return ok;
}

static bool read_page(struct poster *poster, const struct poster_settings *settings)
{
    const struct source *source = &poster->document.source;
    json_t *object = json_object_get(poster->document.root, "page");
    if (object != NULL && !json_is_object(object)) {
        report_add(poster->report, SEVERITY_ERROR, "option.type", locate_value(source, "/page"),
                   "write {\"size\": \"long\"}", "\"page\" must be an object");
        return false;
    }
    const struct binder binder = {.arena = poster->arena,
                                  .report = poster->report,
                                  .source = source,
                                  .host = &poster->host,
                                  .scope = binding_top(poster),
                                  .common_keys = page_others,
                                  .subject = "the page"};
    struct page page;
    json_t *layers[] = {theme_visual(poster->theme, "page"), object};
    bool ok = bind_object(&binder, &page_shape, layers, 2, "/page", &page);
    poster->numbers = (enum page_numbers)page.numbers;
    poster->fit = (enum page_fit)page.fit;
    poster->bleed_mm = page.bleed_mm;
    poster->has_crop_marks = page.crop_marks;
    poster->margin = page.margin >= 0 ? page.margin : hai_theme_length(poster->theme, "margin");

    json_t *size = json_object_get(object, "size");
    struct place place =
        settings->size != NULL ? (struct place){0} : locate_value(source, "/page/size");
    json_t *given = settings->size != NULL ? json_string(settings->size)
                    : json_is_string(size)
                        ? placeholder_fill(poster->arena, poster->report, &poster->scope,
                                           json_string_value(size), place)
                    : size != NULL ? json_incref(size)
                                   : json_string("long");
    ok = given != NULL && format_read(given, poster->report, place, &poster->format) && ok;
    json_decref(given);
    return ok;
}

static bool read_blocks(struct poster *poster)
{
    json_t *array = json_object_get(poster->document.root, "blocks");
    if (array == NULL) {
        report_add(poster->report, SEVERITY_ERROR, "option.required",
                   locate_value(&poster->document.source, ""),
                   "write \"blocks\": [{\"type\": \"…\"}]", "a spec needs \"blocks\"");
        return false;
    }
    return binding_blocks(poster, &poster->document.source, &poster->scope, array, "/blocks", 0,
                          &poster->blocks);
}

static bool read_backdrop(struct poster *poster)
{
    const struct source *source;
    json_t *array = theme_backdrop(poster->theme, &source);
    return array == NULL ||
           binding_blocks(poster, source, &poster->scope, array, "/backdrop", 0, &poster->backdrop);
}

bool poster_read(struct poster *poster, const char *path, const struct poster_settings *settings)
{
    poster->allowed = settings->allowed;
    poster->row = settings->row;
    poster->row_source = settings->row_source;
    g_ptr_array_add(poster->inputs, arena_strdup(poster->arena, path));
    if (!document_read(&poster->document, poster->arena, poster->report, path))
        return false;
    for (const char *const *set = settings->sets; set != NULL && *set != NULL; set++)
        if (!apply_set(poster, *set))
            return false;
    json_t *data = json_object_get(poster->document.root, "data");
    bool ok = row_read(poster, data);
    ok = read_head(poster, settings) && ok;
    if (poster->theme == NULL)
        return false;
    ok = fonts_use_theme(poster->fonts, poster->theme) && ok;
    binding_init(poster);
    poster->typesetter =
        typesetter_new(poster->fonts, poster->theme, &poster->text_defaults, settings->standing);
    ok = read_page(poster, settings) && ok;
    ok = read_blocks(poster) && ok;
    ok = read_backdrop(poster) && ok;
    if (!ok || report_errors(poster->report) > 0)
        return false;

    for (guint i = 0; i < poster->all->len; i++) {
        const hai_block *block = poster->all->pdata[i];
        if (block->visual->check != NULL)
            block->visual->check(block, block->options);
    }
    if (report_errors(poster->report) > 0)
        return false;
    for (guint i = 0; i < poster->all->len; i++) {
        const hai_block *block = poster->all->pdata[i];
        if (block->visual->prepare != NULL)
            block->visual->prepare(block, block->options);
    }
    return report_errors(poster->report) == 0;
}

void poster_review(const struct poster *poster)
{
    if (poster->theme != NULL)
        theme_check(poster->theme, poster->report);
}

const char *const *poster_inputs(struct poster *poster)
{
    const char *const *themes =
        poster->theme != NULL ? theme_files(poster->arena, poster->theme) : NULL;
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < poster->inputs->len; i++)
        g_ptr_array_add(all, poster->inputs->pdata[i]);
    for (; themes != NULL && *themes != NULL; themes++)
        g_ptr_array_add(all, (gpointer)(uintptr_t)*themes);
    g_ptr_array_add(all, NULL);
    const char *const *kept = arena_copy(poster->arena, all->pdata, all->len * sizeof(char *));
    g_ptr_array_free(all, TRUE);
    return kept;
}

struct poster_sheet poster_sheet(const struct poster *poster)
{
    return (struct poster_sheet){.pixels = poster->format.pixels,
                                 .points = poster->format.points,
                                 .dpi = poster->format.dpi,
                                 .title = poster->title,
                                 .author = poster->author,
                                 .subject = poster->subject,
                                 .keywords = poster->keywords,
                                 .language = poster->text_defaults.language,
                                 .bleed = poster->bleed_mm * 72 / 25.4,
                                 .has_crop_marks = poster->has_crop_marks};
}

// --- For the contract check ---

unsigned poster_block_count(const struct poster *poster)
{
    return poster->all->len;
}

bool poster_block_ink(const struct poster *poster, unsigned index, hai_box *box, hai_box *ink,
                      const char **pointer)
{
    const hai_block *block = poster->all->pdata[index];
    if (poster->record == NULL || block->last_item == block->first_item)
        return false;
    *box = block->box;
    *ink = record_ink(poster->record, block->first_item, block->last_item);
    *pointer = block->pointer;
    return true;
}

hai_size poster_block_size_at(const struct poster *poster, unsigned index, double width)
{
    return hai_child_measure(poster->all->pdata[index], (hai_space){width, 0});
}

struct poster_block poster_block(const struct poster *poster, unsigned index)
{
    const hai_block *block = poster->all->pdata[index];
    return (struct poster_block){block->visual, block->options, block->pointer};
}

hai_size poster_block_measure(const struct poster *poster, unsigned index, hai_space space)
{
    const hai_block *block = poster->all->pdata[index];
    return block->visual->measure(block, block->options, space);
}

const struct record *poster_block_record(const struct poster *poster, unsigned index,
                                         hai_size sheet, hai_box box)
{
    hai_canvas *canvas =
        canvas_new(poster->arena, sheet, hai_theme_colour(poster->theme, "background"));
    for (guint i = 0; i < poster->all->len; i++) {
        hai_block *block = poster->all->pdata[i];
        block->first_item = block->last_item = 0;
    }
    hai_child_draw(poster->all->pdata[index], canvas, box);
    return canvas_finish(canvas, poster->report);
}

bool poster_block_divide(const struct poster *poster, unsigned index, hai_space space,
                         hai_part *part)
{
    const hai_block *block = poster->all->pdata[index];
    return block->visual->divide != NULL &&
           block->visual->divide(block, block->options, space, part);
}

const struct record *poster_block_part(const struct poster *poster, unsigned index, hai_size sheet,
                                       hai_box box, const hai_part *part)
{
    const hai_block *block = poster->all->pdata[index];
    hai_canvas *canvas =
        canvas_new(poster->arena, sheet, hai_theme_colour(poster->theme, "background"));
    unsigned fence = canvas_fence(canvas);
    block->visual->draw_part(block, block->options, canvas, box, part);
    canvas_unfence(canvas, fence);
    return canvas_finish(canvas, poster->report);
}

void poster_block_items(const struct poster *poster, unsigned index, hai_box *box, unsigned *from,
                        unsigned *to)
{
    const hai_block *block = poster->all->pdata[index];
    *box = block->box;
    *from = block->first_item;
    *to = block->last_item;
}
