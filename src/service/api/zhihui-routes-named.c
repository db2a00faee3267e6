/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-request.h"
#include "zhihui-wire-writer.h"
#include "zhihui-wire.h"

#define ITEMS_LIMIT 500
#define ITEMS_MAX 20000

/* Cases by a name. What is of few may not be told to a wall where the name says what it was about;
 * *@period gets the one that was asked for. NULL when the request has been refused. */
static ZhihuiChannels *
count (ZhihuiRequest *request, ZhihuiNamedBy by, ZhihuiPage *page)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  const char    *region = zhihui_request_get_region (request);
  gboolean       tells_what = by == ZHIHUI_BY_TOPIC || by == ZHIHUI_BY_ITEM;
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "month", TRUE);
  ZhihuiChannels *named;

  zhihui_request_limit_window (request,
                               &period->window,
                               *period->text != '\0',
                               tells_what ? ZHIHUI_ASK_NAMES : ZHIHUI_ASK_DAYS);
  if (page != NULL)
    zhihui_page_read (page, request, ITEMS_LIMIT, ITEMS_MAX);
  if (!zhihui_request_check (request))
    return NULL;
  if (by >= ZHIHUI_BY_ITEM && zhihui_figures_is_partial (figures))
    {
      zhihui_request_not_offered (request, "services are not counted at this size");
      return NULL;
    }

  named = zhihui_figures_make_named (figures, by, region, period);
  if (tells_what && !zhihui_request_sees_desk (request))
    zhihui_figures_join_small (named);
  return named;
}

static char *
answer_named (ZhihuiRequest *request, ZhihuiNamedBy by)
{
  g_autoptr (ZhihuiChannels) named = count (request, by, NULL);

  if (named == NULL)
    return NULL;

  request->n_rows = named->items->len;
  return zhihui_wire_encode_channels (named, zhihui_platform_get_zone (request->platform));
}

char *
zhihui_route_channels (ZhihuiRequest *request)
{
  return answer_named (request, ZHIHUI_BY_CHANNEL);
}

char *
zhihui_route_topics (ZhihuiRequest *request)
{
  return answer_named (request, ZHIHUI_BY_TOPIC);
}

/* GET /modes: how services are done: at a window, by an agent, at home … */
char *
zhihui_route_modes (ZhihuiRequest *request)
{
  return answer_named (request, ZHIHUI_BY_MODE);
}

/* ---- the catalogue ---- */

typedef struct
{
  char  *code, *name, *topic;             /* owned */
  gint64 promised, statutory, n_elements; /* -1 not known */
  gint64 n, previous;                     /* -1 not told */
} Item;

typedef struct
{
  GPtrArray   *items; /* (element-type Item) owned */
  ZhihuiWindow window;
  gint64       total, others, n_elements;
} Catalogue;

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->code);
  g_free (item->name);
  g_free (item->topic);
  g_free (item);
}

static void
free_catalogue (gpointer data)
{
  Catalogue *catalogue = data;

  g_ptr_array_unref (catalogue->items);
  g_free (catalogue);
}

static gint64
read_number (ZhihuiStatement *row, int column)
{
  return zhihui_statement_is_null (row, column) ? -1 : zhihui_statement_get_integer (row, column);
}

static gint64
count_elements (ZhihuiStore *store)
{
  static const char sql[] = "SELECT COUNT(*) FROM element_class";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  gint64            n = 0;

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return n;
}

/* Most first; of what is not told or equal the code decides. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *one = *(const Item *const *) a, *other = *(const Item *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->code, other->code);
}

/* To a wall a service without a figure may have none, or too few to be told. */
static void
read_items (ZhihuiStore *store, GHashTable *counts, gint64 otherwise, GPtrArray *items)
{
  static const char sql[] =
    "SELECT i.code, i.name, t.code, i.promised_days, i.statutory_days, i.elements FROM item i"
    " LEFT JOIN topic t ON t.id = i.topic_id ORDER BY i.id";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      Item                *item = g_new0 (Item, 1);
      const ZhihuiChannel *counted;

      item->code = g_strdup (zhihui_statement_get_text (row, 0));
      item->name = g_strdup (zhihui_statement_get_text (row, 1));
      item->topic = g_strdup (zhihui_statement_get_text (row, 2));
      item->promised = read_number (row, 3);
      item->statutory = read_number (row, 4);
      item->n_elements = read_number (row, 5);
      counted = g_hash_table_lookup (counts, item->code);
      item->n = counted != NULL ? counted->n : otherwise;
      item->previous = counted != NULL ? counted->previous : otherwise;
      g_ptr_array_add (items, item);
    }
  zhihui_statement_reset (row);
  g_ptr_array_sort (items, compare_items);
}

static Catalogue *
make_catalogue (ZhihuiRequest *request, const ZhihuiChannels *named)
{
  ZhihuiStore *store = zhihui_platform_get_store (request->platform);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const ZhihuiChannel *others;
  Catalogue           *self = g_new0 (Catalogue, 1);

  for (guint i = 0; i < named->items->len; i++)
    g_hash_table_insert (
      counts, ((ZhihuiChannel *) named->items->pdata[i])->id, named->items->pdata[i]);
  others = g_hash_table_lookup (counts, ZHIHUI_SMALL_ID);
  self->others = others != NULL ? others->n : 0;
  self->total = named->total;
  self->window = named->window;
  self->n_elements = count_elements (store);
  self->items = g_ptr_array_new_with_free_func (free_item);
  read_items (store, counts, zhihui_request_sees_desk (request) ? 0 : -1, self->items);
  return self;
}

static void
write_number (ZhihuiWireWriter *writer, const char *name, gint64 number)
{
  if (number < 0)
    zhihui_wire_writer_null (writer, name);
  else
    zhihui_wire_writer_integer (writer, name, number);
}

static void
write_item (ZhihuiWireWriter *writer, const Item *item, gint64 total)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", item->code);
  zhihui_wire_writer_text (writer, "label", item->name);
  zhihui_wire_writer_text (writer, "topic", item->topic);
  write_number (writer, "promised_days", item->promised);
  write_number (writer, "statutory_days", item->statutory);
  write_number (writer, "elements", item->n_elements);
  write_number (writer, "n", item->n);
  if (item->n >= 0 && total > 0)
    zhihui_wire_writer_number (writer, "share", (double) item->n / (double) total);
  write_number (writer, "previous", item->previous);
  zhihui_wire_writer_close_object (writer);
}

/* GET /items: the catalogue of services, with the cases that were about each. */
char *
zhihui_route_items (ZhihuiRequest *request)
{
  g_auto (ZhihuiPage) page = { 0 };
  g_autoptr (ZhihuiChannels) named = count (request, ZHIHUI_BY_ITEM, &page);
  Catalogue       *catalogue;
  ZhihuiWireWriter writer;

  if (named == NULL)
    return NULL;
  catalogue = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (catalogue == NULL)
    catalogue = make_catalogue (request, named);

  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_instant (&writer, "from", catalogue->window.from);
  zhihui_wire_writer_instant (&writer, "to", catalogue->window.to);
  zhihui_wire_writer_integer (&writer, "total", catalogue->total);
  zhihui_wire_writer_integer (&writer, "others", catalogue->others);
  zhihui_wire_writer_integer (&writer, "elements_total", catalogue->n_elements);
  zhihui_wire_writer_integer (&writer, "items_total", catalogue->items->len);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = page.place; i < catalogue->items->len && i - page.place < page.limit; i++)
    {
      write_item (&writer, catalogue->items->pdata[i], catalogue->total);
      request->n_rows++;
    }
  zhihui_wire_writer_close_list (&writer);
  zhihui_page_turn (&page, request, catalogue, free_catalogue, catalogue->items->len);
  zhihui_wire_writer_text (&writer, "next", request->next);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
