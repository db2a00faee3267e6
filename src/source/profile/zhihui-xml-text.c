/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-xml-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "zhihui-error.h"
#include "zhihui-wire.h"

/* A document that declares a type, and with it entities, is ended there: none of the platforms
 * needs it, and all that XML can be made to do wrong begins with it. */
typedef struct
{
  gboolean has_type;
} Watch;

static void
internal_subset_cb (void          *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  xmlParserCtxtPtr context = data;

  ((Watch *) context->_private)->has_type = TRUE;
  xmlStopParser (context);
}

static void
append_quoted (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (json, "\\%c", *at);
    else if ((guchar) *at < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (json, *at);
  g_string_append_c (json, '"');
}

static gboolean
has_elements (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      return TRUE;

  return FALSE;
}

static void
append_leaf (GString *json, const xmlNode *node)
{
  xmlChar         *content = xmlNodeGetContent (node);
  g_autofree char *text = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));

  xmlFree (content);
  append_quoted (json, text);
}

static void append_object (GString *json, const xmlNode *node, guint depth);

static void
append_element (GString *json, const xmlNode *node, guint depth)
{
  if (has_elements (node))
    append_object (json, node, depth + 1);
  else
    append_leaf (json, node);
}

/* Elements of one name that stand beside each other become one list. */
static void
append_list (GString *json, const GPtrArray *elements, guint depth)
{
  gboolean is_list = elements->len > 1 || has_elements (elements->pdata[0]);

  if (is_list)
    g_string_append_c (json, '[');
  for (guint i = 0; i < elements->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_element (json, elements->pdata[i], depth);
    }
  if (is_list)
    g_string_append_c (json, ']');
}

static void
append_attributes (GString *json, const xmlNode *node, gboolean *is_first)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *name = g_strconcat ("@", (const char *) attribute->name, NULL);
      xmlChar         *value = xmlNodeGetContent ((const xmlNode *) attribute);

      if (!*is_first)
        g_string_append_c (json, ',');
      *is_first = FALSE;
      append_quoted (json, name);
      g_string_append_c (json, ':');
      append_quoted (json, value != NULL ? (const char *) value : "");
      xmlFree (value);
    }
}

static void
append_object (GString *json, const xmlNode *node, guint depth)
{
  g_autoptr (GHashTable) lists =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean is_first = TRUE;

  for (xmlNode *child = node->children; child != NULL && depth < ZHIHUI_WIRE_MAX_DEPTH;
       child = child->next)
    {
      GPtrArray *list;

      if (child->type != XML_ELEMENT_NODE)
        continue;
      list = g_hash_table_lookup (lists, child->name);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (lists, (gpointer) child->name, list);
          g_ptr_array_add (names, (gpointer) child->name);
        }
      g_ptr_array_add (list, child);
    }

  g_string_append_c (json, '{');
  append_attributes (json, node, &is_first);
  for (guint i = 0; i < names->len; i++)
    {
      if (!is_first)
        g_string_append_c (json, ',');
      is_first = FALSE;
      append_quoted (json, names->pdata[i]);
      g_string_append_c (json, ':');
      append_list (json, g_hash_table_lookup (lists, names->pdata[i]), depth);
    }
  g_string_append_c (json, '}');
}

static char *
convert (const xmlDoc *document)
{
  const xmlNode *root = xmlDocGetRootElement (document);
  GString       *json = g_string_new ("{");

  append_quoted (json, (const char *) root->name);
  g_string_append_c (json, ':');
  append_element (json, root, 0);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static void
tell_error (xmlParserCtxtPtr context, const Watch *watch, GError **error)
{
  const xmlError *why = xmlCtxtGetLastError (context);

  if (watch->has_type)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_MALFORMED,
                         _ ("the XML declares a document type, which is not read"));
  else
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_MALFORMED,
                 _ ("it is no XML: line %d, column %d"),
                 why != NULL ? why->line : 1,
                 why != NULL ? why->int2 : 1);
}

/**
 * zhihui_xml_to_json:
 * @data: (array length=size): XML as it came
 * @error: return location
 *
 * Nothing is fetched, no entity but the five of XML itself is known, no document type is read, and
 * it is as deep and as large as an answer may be.
 *
 * Returns: (transfer full): JSON, or %NULL with #ZHIHUI_ERROR_MALFORMED or #ZHIHUI_ERROR_TOO_LARGE
 */
char *
zhihui_xml_to_json (const char *data, gsize size, GError **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR |
                      XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  Watch            watch = { FALSE };
  xmlParserCtxtPtr context;
  char            *json = NULL;

  if (size > ZHIHUI_WIRE_MAX_BYTES)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, _ ("the XML is larger than 16 MiB"));
      return NULL;
    }

  context = xmlCreateMemoryParserCtxt (data, (int) size);
  if (context == NULL)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("the XML is empty"));
      return NULL;
    }

  xmlCtxtUseOptions (context, options);
  context->_private = &watch;
  context->sax->internalSubset = internal_subset_cb;
  xmlParseDocument (context);
  if (!watch.has_type && context->wellFormed && context->myDoc != NULL &&
      xmlDocGetRootElement (context->myDoc) != NULL)
    json = convert (context->myDoc);
  else
    tell_error (context, &watch, error);

  if (context->myDoc != NULL)
    xmlFreeDoc (context->myDoc);
  xmlFreeParserCtxt (context);
  return json;
}
