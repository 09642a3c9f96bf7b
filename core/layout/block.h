// SPDX-License-Identifier: MIT
//
// The inside of a block and of the poster it belongs to. Visuals see <haibao/block.h> alone.
#ifndef HAIBAO_LAYOUT_BLOCK_H
#define HAIBAO_LAYOUT_BLOCK_H

#include <glib.h>
#include <haibao/visual.h>

#include "base/arena.h"
#include "data/placeholder.h"
#include "layout/format.h"
#include "layout/poster.h"
#include "spec/bind.h"
#include "spec/document.h"
#include "style/theme.h"
#include "text/paragraph.h"

#define POSTER_MAX_BLOCKS 20000
#define SOURCES_MAX_CELLS 16000000 // of all tables made of others
#define SOURCES_MAX_WORK 400000000 // of all that these are made of, each time
#define BLOCK_MEASURES 4           // sizes that a block remembers

enum block_align { ALIGN_STRETCH, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

// The members that every block has, whatever its visual.
struct common {
    const char *type, *id, *each, *when, *background, *alt;
    double padding;
    int32_t span, align;
};

// What is done with content that is higher than a page of given height.
enum page_fit { FIT_ERROR, FIT_SHRINK, FIT_PAGES };

enum page_numbers { NUMBERS_NONE, NUMBERS_PLAIN, NUMBERS_DASHES, NUMBERS_TOTAL };

struct measured {
    hai_space space;
    hai_size size;
};

struct hai_block {
    struct poster *poster;
    const hai_visual *visual;
    void *options; // of the visual's own type
    struct common common;
    const struct source *source; // the spec's text, or the theme's
    const char *pointer;         // of the block in it

    struct scales *scales; // shared with its siblings; NULL: its own

    struct measured measures[BLOCK_MEASURES];
    unsigned measure_count;

    // Where it was drawn, for the contract check.
    hai_box box;
    unsigned first_item, last_item;
};

struct poster {
    struct arena *arena;
    struct report *report;
    struct fonts *fonts;
    struct visual_source visuals;
    struct bind_host host;

    struct document document;
    hai_theme *theme;
    struct typesetter *typesetter;
    struct format format;
    double margin;
    enum page_fit fit;
    enum page_numbers numbers;
    double bleed_mm; // of the PDF
    bool has_crop_marks;
    const char *title, *author, *subject, *keywords;
    struct text_defaults text_defaults;
    const char *const *allowed;
    json_t *row;                     // of a batch, or NULL; borrowed
    const struct source *row_source; // it as text, for messages
    GPtrArray *inputs;               // paths of the files that were read, in the arena

    GHashTable *tables;    // name -> const hai_table *
    GHashTable *failed;    // names of tables that could not be had, as has been reported
    int64_t derived_cells; // of tables made of others
    int64_t derived_work;  // cells of those that they are made of
    GPtrArray *documents;  // struct document, of data files
    GPtrArray *references; // json_t *, to be dropped in the end
    GHashTable *images;    // path -> hai_image *
    GHashTable *icons;     // what the spec says -> hai_icon *
    GHashTable *trees;     // path of a JSON file -> const hai_json *
    json_t *values;        // named values of "data"
    struct scope scope;    // that of the spec itself

    GPtrArray *all; // every block, in the order of the spec
    hai_blocks blocks, backdrop;
    const struct record *record; // the first of the pages
    GPtrArray *pages;            // const struct record *
};

// The place of an option of a block (a name or a pointer below it), or of the block itself (NULL).
struct place block_place(const hai_block *block, const char *option);

// The size in a space with padding; what the visual itself asks for, if its align is not stretch.
hai_size block_measure(hai_block *block, hai_space space);

// Whether it spans the sheet from edge to edge.
bool block_is_bleed(const hai_block *block);

// The sheet: where a block of it stands and in which width; a new canvas with ground and backdrop.
double page_left(const struct poster *poster, const hai_block *block);
hai_space page_space(const struct poster *poster, const hai_block *block);
hai_canvas *page_canvas(struct poster *poster, double height);

// Pages of the format's height. Whether all blocks go into them; what is to be said of the first
// that does not, or NULL; and their records, which go into poster->pages (false after
// reporting "page.limit").
bool pages_fit(const struct poster *poster);
// What pages leave empty, the squares of their parts together; infinite where blocks do not fit.
double pages_waste(const struct poster *poster);
const char *pages_misfit(const struct poster *poster);
bool pages_draw(struct poster *poster);

// Draw a part that is not the whole.
void block_draw_part(const hai_block *block, hai_canvas *canvas, hai_box box, const hai_part *part);

// Whether no page may end with it.
bool block_is_head(const hai_block *block);

// Members of "data" into poster->tables and poster->values. False after reporting.
bool sources_read(struct poster *poster, json_t *data);

// True for {"from": …, "steps": […]}, a table made of another; and that table, its placeholders
// read in a scope of the binder. NULL after reporting.
bool sources_is_derived(json_t *value);
const hai_table *sources_derive(struct poster *poster, json_t *value, const struct source *source,
                                const void *scope, const char *pointer);

// The table of a name; NULL after reporting, which is done but once for one that could not be had.
const hai_table *binding_table(struct poster *poster, const char *name, const struct source *source,
                               const char *pointer);

// A value under a name: an array becomes a table, a single value a placeholder, an object both,
// member by member. False after reporting.
bool sources_add(struct poster *poster, const char *name, json_t *value,
                 const struct source *source, const char *pointer);

// As sources_read, with the members of poster->row, if there is one, above those of "data".
bool row_read(struct poster *poster, json_t *data);

// A file named by the spec: its path, or NULL after reporting that it is outside the folders that
// may be read, or not there.
const char *sources_path(struct poster *poster, const char *name, const char *pointer);

// The same for a picture, which a theme may keep beside its own file.
const char *sources_picture(struct poster *poster, const char *name, const char *pointer);

// Ready poster->host, whose callbacks bind children, tables and images.
void binding_init(struct poster *poster);

// What the binder carries through as scope for the members of the spec itself.
const void *binding_top(struct poster *poster);

// Bind an array of blocks from a source. False after reporting.
bool binding_blocks(struct poster *poster, const struct source *source, const struct scope *scope,
                    json_t *array, const char *pointer, uint32_t max_count, hai_blocks *blocks);

#endif
