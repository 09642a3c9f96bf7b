// SPDX-License-Identifier: MIT
//
// The tree of what a document's parts are (ISO 32000-1, 14.7 and 14.8): Document > H1..H6, P,
// Figure with its alternative text, Link. What is in none of them only decorates: an
// artifact (14.8.2.2).
#ifndef HAIBAO_OUT_PDF_TAGS_H
#define HAIBAO_OUT_PDF_TAGS_H

#include "out/pdf_content.h"

struct pdf_tags;
struct pdf_element; // owned by the tags

struct pdf_tags *pdf_tags_new(struct pdf_file *file);
void pdf_tags_free(struct pdf_tags *tags);

// Within `parent`, or NULL: the document. `alt` is the text that stands for it, or NULL.
struct pdf_element *pdf_tags_add(struct pdf_tags *tags, struct pdf_element *parent,
                                 const char *type, const char *alt);

// What is drawn from now on belongs to this element, or to none (NULL). Not within a text object.
void pdf_tags_mark(struct pdf_content *content, struct pdf_element *element);

// What is drawn from now on is neither: where something follows that marks its own.
void pdf_tags_unmark(struct pdf_content *content);

// The stream is at its end. Adds "/StructParents N " where any of it belongs to an element.
void pdf_tags_close(struct pdf_tags *tags, struct pdf_content *content, GString *entries);

// The key of an annotation that an element owns, for /StructParent.
unsigned pdf_tags_add_annotation(struct pdf_tags *tags, struct pdf_element *element,
                                 unsigned annotation, unsigned page);

// Put the tree. Its root's number; 0 where there are no elements.
unsigned pdf_tags_put(struct pdf_tags *tags);

#endif
