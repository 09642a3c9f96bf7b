// SPDX-License-Identifier: MIT
#include "out/pdf_tags.h"

struct pdf_element {
    const char *type;
    char *alt;                     // or NULL
    unsigned object, parent, page; // numbers; page: of its content, 0 until there is any
    GString *kids;
};

struct pdf_tags {
    struct pdf_file *file;
    GPtrArray *elements; // the first of them is the document
    GPtrArray *parents;  // of each key: the text of its entry in the parent tree
};

static const char artifact[] = "Artifact"; // the owner of what belongs to no element

static void free_element(gpointer data)
{
    struct pdf_element *element = data;

    g_free(element->alt);
    g_string_free(element->kids, TRUE);
    g_free(element);
}

struct pdf_tags *pdf_tags_new(struct pdf_file *file)
{
    struct pdf_tags *tags = g_new0(struct pdf_tags, 1);

    tags->file = file;
    tags->elements = g_ptr_array_new_with_free_func(free_element);
    tags->parents = g_ptr_array_new_with_free_func(g_free);
    return tags;
}

void pdf_tags_free(struct pdf_tags *tags)
{
    if (tags == NULL)
        return;
    g_ptr_array_free(tags->elements, TRUE);
    g_ptr_array_free(tags->parents, TRUE);
    g_free(tags);
}

static struct pdf_element *new_element(struct pdf_tags *tags, const char *type)
{
    struct pdf_element *element = g_new0(struct pdf_element, 1);

    element->type = type;
    element->object = pdf_file_reserve(tags->file);
    element->kids = g_string_new(NULL);
    g_ptr_array_add(tags->elements, element);
    return element;
}

struct pdf_element *pdf_tags_add(struct pdf_tags *tags, struct pdf_element *parent,
                                 const char *type, const char *alt)
{
    if (tags->elements->len == 0)
        (void)new_element(tags, "Document");
    if (parent == NULL)
        parent = g_ptr_array_index(tags->elements, 0);

    struct pdf_element *element = new_element(tags, type);
    element->parent = parent->object;
    element->alt = g_strdup(alt);
    g_string_append_printf(parent->kids, "%u 0 R ", element->object);
    return element;
}

// --- Content ---

void pdf_tags_unmark(struct pdf_content *content)
{
    if (content->owner != NULL)
        g_string_append(content->out, "EMC\n");
    content->owner = NULL;
}

static void add_content(struct pdf_content *content, struct pdf_element *element)
{
    unsigned number = content->elements->len;

    g_array_append_val(content->elements, element->object);
    g_string_append_printf(content->out, "/%s << /MCID %u >> BDC\n", element->type, number);
    if (element->page == 0)
        element->page = content->page;
    if (!content->is_form && element->page == content->page)
        g_string_append_printf(element->kids, "%u ", number);
    else if (content->is_form)
        g_string_append_printf(element->kids, "<< /Type /MCR /Pg %u 0 R /Stm %u 0 R /MCID %u >> ",
                               content->page, content->object, number);
    else
        g_string_append_printf(element->kids, "<< /Type /MCR /Pg %u 0 R /MCID %u >> ",
                               content->page, number);
}

void pdf_tags_mark(struct pdf_content *content, struct pdf_element *element)
{
    const void *owner = element != NULL ? (const void *)element : artifact;

    if (content->owner == owner)
        return;
    pdf_tags_unmark(content);
    content->owner = owner;
    if (element != NULL)
        add_content(content, element);
    else
        g_string_append(content->out, "/Artifact BMC\n");
}

void pdf_tags_close(struct pdf_tags *tags, struct pdf_content *content, GString *entries)
{
    pdf_tags_unmark(content);
    if (content->elements->len == 0)
        return;

    GString *owners = g_string_new("[");
    for (unsigned i = 0; i < content->elements->len; i++)
        g_string_append_printf(owners, "%u 0 R ", g_array_index(content->elements, unsigned, i));
    g_string_append_c(owners, ']');
    g_string_append_printf(entries, "/StructParents %u ", tags->parents->len);
    g_ptr_array_add(tags->parents, g_string_free(owners, FALSE));
}

unsigned pdf_tags_add_annotation(struct pdf_tags *tags, struct pdf_element *element,
                                 unsigned annotation, unsigned page)
{
    g_string_append_printf(element->kids, "<< /Type /OBJR /Pg %u 0 R /Obj %u 0 R >> ", page,
                           annotation);
    g_ptr_array_add(tags->parents, g_strdup_printf("%u 0 R", element->object));
    return tags->parents->len - 1;
}

// --- The tree ---

static void put_element(const struct pdf_tags *tags, const struct pdf_element *element)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "<< /S /%s /P %u 0 R /K [%s] ", element->type, element->parent,
                           element->kids->str);
    if (element->page != 0)
        g_string_append_printf(text, "/Pg %u 0 R ", element->page);
    if (element->alt != NULL) {
        g_string_append(text, "/Alt ");
        pdf_put_text(text, element->alt);
    }
    g_string_append(text, ">>");
    pdf_file_put(tags->file, element->object, text->str);
    g_string_free(text, TRUE);
}

unsigned pdf_tags_put(struct pdf_tags *tags)
{
    if (tags->elements->len == 0)
        return 0;

    unsigned root = pdf_file_reserve(tags->file);
    struct pdf_element *document = g_ptr_array_index(tags->elements, 0);
    GString *text = g_string_new(NULL);
    document->parent = root;
    for (unsigned i = 0; i < tags->elements->len; i++)
        put_element(tags, g_ptr_array_index(tags->elements, i));
    g_string_append_printf(text,
                           "<< /Type /StructTreeRoot /K %u 0 R /ParentTreeNextKey %u "
                           "/ParentTree << /Nums [",
                           document->object, tags->parents->len);
    for (unsigned i = 0; i < tags->parents->len; i++)
        g_string_append_printf(text, "%u %s ", i,
                               (const char *)g_ptr_array_index(tags->parents, i));
    g_string_append(text, "] >> >>");
    pdf_file_put(tags->file, root, text->str);
    g_string_free(text, TRUE);
    return root;
}
