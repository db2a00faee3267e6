/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-far.h"

#include "zhihui-rollup-engine.h"

/* An engine of the sums that opens its store where it is first asked, in whichever thread. */
typedef struct
{
  ZhihuiEngine  base;
  char         *address; /* owned: with its password; never printed */
  ZhihuiStore  *store;   /* owned, or NULL: not opened yet */
  ZhihuiEngine *engine;  /* owned, or NULL, as @store */
  guint64       data_version;
} Far;

static gboolean
open_store (Far *self, GError **error)
{
  if (self->store == NULL)
    self->store = zhihui_store_open (self->address, FALSE, error);
  if (self->store != NULL && self->engine == NULL)
    self->engine = zhihui_rollup_engine_new (self->store, error);
  return self->engine != NULL;
}

/* All that is counted until the end sees one state of the database. */
static gboolean
begin (ZhihuiEngine *engine, GError **error)
{
  Far    *self = (Far *) engine;
  guint64 version;

  if (!open_store (self, error) ||
      !zhihui_database_begin_reading (zhihui_store_get_database (self->store), error))
    return FALSE;

  zhihui_store_get_last_assignment (self->store); /* the state is that of the first reading */
  version = zhihui_store_get_data_version (self->store);
  if (version != self->data_version)
    zhihui_engine_forget (self->engine);
  self->data_version = version;
  return TRUE;
}

static void
end (ZhihuiEngine *engine)
{
  Far *self = (Far *) engine;

  zhihui_database_rollback (zhihui_store_get_database (self->store)); /* nothing was written */
}

static gboolean
count (ZhihuiEngine               *engine,
       const ZhihuiEngineQuestion *question,
       ZhihuiTally                *tallies,
       GError                    **error)
{
  return zhihui_engine_count (((Far *) engine)->engine, question, tallies, error);
}

/* It sees the rows themselves. */
static gboolean
write_rows (ZhihuiEngine *engine, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  return TRUE;
}

static void
free_far (ZhihuiEngine *engine)
{
  Far *self = (Far *) engine;

  zhihui_engine_free (self->engine);
  zhihui_store_free (self->store);
  g_free (self->address);
  g_free (self);
}

static ZhihuiEngine *
far_new (const char *address)
{
  static const ZhihuiEngineBackend backend = {
    .begin = begin, .end = end, .write = write_rows, .count = count, .free = free_far
  };
  Far *self = g_new0 (Far, 1);

  self->base.backend = &backend;
  self->address = g_strdup (address);
  return &self->base;
}

/**
 * zhihui_rollup_ahead_new:
 * @store: (transfer none): must outlive it
 * @address: of @store, for another connection
 *
 * Returns: (transfer full) (nullable): %NULL with @error: NOT_FOUND when the sums of @store were
 *   never made
 */
ZhihuiEngineAhead *
zhihui_rollup_ahead_new (ZhihuiStore *store, const char *address, GError **error)
{
  ZhihuiEngine *near = zhihui_rollup_engine_new (store, error);

  return near != NULL ? zhihui_engine_ahead_new (far_new (address), NULL, near) : NULL;
}
