/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-dav-answer.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "zhihui-error.h"

#define CALDAV "urn:ietf:params:xml:ns:caldav"
#define DAV "DAV:"

static char *
format_utc (gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant);

  return g_date_time_format (time, "%Y%m%dT%H%M%SZ");
}

/**
 * zhihui_dav_answer_make_query:
 * @from: epoch seconds
 * @to: epoch seconds
 *
 * Returns: (transfer full): the body of a REPORT that asks a collection for what happens between
 *   (RFC 4791 7.8); series come as they are written
 */
char *
zhihui_dav_answer_make_query (gint64 from, gint64 to)
{
  g_autofree char *start = format_utc (from);
  g_autofree char *end = format_utc (to);

  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                          "<C:calendar-query xmlns:D=\"" DAV "\" xmlns:C=\"" CALDAV "\">"
                          "<D:prop><C:calendar-data/></D:prop>"
                          "<C:filter><C:comp-filter name=\"VCALENDAR\">"
                          "<C:comp-filter name=\"VEVENT\">"
                          "<C:time-range start=\"%s\" end=\"%s\"/>"
                          "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>\n",
                          start,
                          end);
}

static gboolean
is_element (const xmlNode *node, const char *space, const char *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->href != NULL &&
         strcmp ((const char *) node->ns->href, space) == 0 &&
         strcmp ((const char *) node->name, name) == 0;
}

/* Text alone: an entity that somebody has declared is not followed. */
static void
add_text (GString *text, const xmlNode *element)
{
  for (const xmlNode *node = element->children; node != NULL; node = node->next)
    if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
        node->content != NULL)
      g_string_append (text, (const char *) node->content);
  g_string_append (text, "\r\n");
}

/* response, propstat, prop, calendar-data. */
static void
join_calendars (GString *text, const xmlNode *root)
{
  static const struct
  {
    const char *space, *name;
  } steps[] = {
    { DAV, "response" }, { DAV, "propstat" }, { DAV, "prop" }, { CALDAV, "calendar-data" }
  };
  const xmlNode *at[G_N_ELEMENTS (steps)] = { root->children };
  guint          depth = 0;

  for (;;)
    {
      const xmlNode *node = at[depth];

      if (node == NULL)
        {
          if (depth == 0)
            return;
          depth--;
          at[depth] = at[depth]->next;
        }
      else if (!is_element (node, steps[depth].space, steps[depth].name))
        at[depth] = node->next;
      else if (depth + 1 == G_N_ELEMENTS (steps))
        {
          add_text (text, node);
          at[depth] = node->next;
        }
      else
        at[++depth] = node->children;
    }
}

/**
 * zhihui_dav_answer_join:
 * @body: a multistatus (RFC 4918 13) to the query
 * @error: return location
 *
 * Returns: (transfer full): the calendars in it, one after the other; %NULL with MALFORMED when it
 *   is no such answer
 */
GBytes *
zhihui_dav_answer_join (GBytes *body, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (body, &size);
  GString    *text = NULL;
  xmlNode    *root;
  xmlDoc     *document = size > 0 && size <= G_MAXINT
                           ? xmlReadMemory (data,
                                        (int) size,
                                        NULL,
                                        NULL,
                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_NOCDATA)
                           : NULL;

  root = document != NULL && document->intSubset == NULL ? xmlDocGetRootElement (document) : NULL;
  if (root != NULL && is_element (root, DAV, "multistatus"))
    {
      text = g_string_new (NULL);
      join_calendars (text, root);
    }
  else
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_MALFORMED,
                         "this is no answer of a collection of calendars");

  if (document != NULL)
    xmlFreeDoc (document);
  return text != NULL ? g_string_free_to_bytes (text) : NULL;
}
