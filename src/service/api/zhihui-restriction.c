/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-restriction.h"

#define DEFAULT_TYPES "report,accusation"

struct _ZhihuiRestriction
{
  ZhihuiRequest *request;        /* borrowed */
  gboolean      *types, *topics; /* owned: one element for each of the ledger's */
  guint          n_types, n_topics;
  GHashTable    *ids; /* (element-type gint64) owned: those named one by one */
};

static gboolean *
read_codes (ZhihuiStore *store, const char *key, const char *fallback, const GPtrArray *named)
{
  g_autofree char *text = zhihui_store_get_setting (store, key);
  g_auto (GStrv) codes = g_strsplit_set (text != NULL ? text : fallback, ", ", -1);
  gboolean *covered = g_new0 (gboolean, named->len + 1);

  for (guint i = 0; i < named->len; i++)
    covered[i] =
      g_strv_contains ((const char *const *) codes, ((const ZhihuiNamed *) named->pdata[i])->id);
  return covered;
}

static GHashTable *
read_ids (ZhihuiStore *store)
{
  static const char sql[] = "SELECT id FROM cases WHERE restricted <> 0";
  GHashTable       *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64 id = zhihui_statement_get_integer (row, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  zhihui_statement_reset (row);
  return ids;
}

/**
 * zhihui_restriction_new:
 * @request: must outlive it
 *
 * Reads what is protected at this moment.
 */
ZhihuiRestriction *
zhihui_restriction_new (ZhihuiRequest *request)
{
  ZhihuiRestriction *self = g_new0 (ZhihuiRestriction, 1);
  ZhihuiStore       *store = zhihui_platform_get_store (request->platform);
  ZhihuiLedger      *ledger = zhihui_platform_get_ledger (request->platform);

  self->request = request;
  self->n_types = ledger->types->len;
  self->n_topics = ledger->topics->len;
  self->types = read_codes (store, "protected_types", DEFAULT_TYPES, ledger->types);
  self->topics = read_codes (store, "protected_topics", "", ledger->topics);
  self->ids = read_ids (store);
  return self;
}

void
zhihui_restriction_free (ZhihuiRestriction *self)
{
  g_free (self->types);
  g_free (self->topics);
  g_hash_table_unref (self->ids);
  g_free (self);
}

gboolean
zhihui_restriction_covers (ZhihuiRestriction *self, const ZhihuiCaseRow *one)
{
  if ((self->request->scopes & ZHIHUI_SCOPE_CASE_FULL) != 0)
    return FALSE;

  return (one->type < self->n_types && self->types[one->type]) ||
         (one->topic < self->n_topics && self->topics[one->topic]) ||
         g_hash_table_contains (self->ids, &one->id);
}
