/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-change-journal.h"

#define KEPT_S (2 * 86400)

struct _ZhihuiChangeJournal
{
  ZhihuiStore *store;  /* borrowed */
  GHashTable  *tags;   /* owned: topic → tag, both owned */
  gint64       newest; /* id of the newest change, 0 none */
};

static gboolean
read_tags (ZhihuiChangeJournal *self, GError **error)
{
  static const char sql[] = "SELECT topic, tag FROM change_topic";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    g_hash_table_insert (self->tags,
                         g_strdup (zhihui_statement_get_text (row, 0)),
                         g_strdup (zhihui_statement_get_text (row, 1)));
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->store), error);
}

static gboolean
read_newest (ZhihuiChangeJournal *self, GError **error)
{
  static const char sql[] = "SELECT COALESCE (MAX (id), 0) FROM change";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  gboolean          done = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;

  if (done)
    self->newest = zhihui_statement_get_integer (row, 0);
  else
    zhihui_database_fail (zhihui_store_get_database (self->store), error);
  zhihui_statement_reset (row);
  return done;
}

/**
 * zhihui_change_journal_new:
 * @store: (transfer none): must outlive the journal
 */
ZhihuiChangeJournal *
zhihui_change_journal_new (ZhihuiStore *store, GError **error)
{
  g_autoptr (ZhihuiChangeJournal) self = g_new0 (ZhihuiChangeJournal, 1);

  self->store = store;
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return read_tags (self, error) && read_newest (self, error) ? g_steal_pointer (&self) : NULL;
}

void
zhihui_change_journal_free (ZhihuiChangeJournal *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->tags);
  g_free (self);
}

gint64
zhihui_change_journal_get_newest (ZhihuiChangeJournal *self)
{
  return self->newest;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that the same change reads the same. */
static char *
join_names (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static gboolean
write_change (ZhihuiChangeJournal *self, const char *topics, gint64 at, GError **error)
{
  static const char insert[] = "INSERT INTO change (id, at, topics) VALUES (?1, ?2, ?3)";
  static const char purge[] = "DELETE FROM change WHERE at < ?1 AND id < ?2";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, insert);
  ZhihuiStatement  *old = zhihui_store_prepare (self->store, purge);

  zhihui_statement_bind_integer (row, 1, self->newest + 1);
  zhihui_statement_bind_integer (row, 2, at);
  zhihui_statement_bind_text (row, 3, topics);
  zhihui_statement_bind_integer (old, 1, at - KEPT_S);
  zhihui_statement_bind_integer (old, 2, self->newest + 1);
  return zhihui_statement_finish (row, error) && zhihui_statement_finish (old, error);
}

static gboolean
write_tag (ZhihuiChangeJournal *self, const char *topic, const char *tag, GError **error)
{
  static const char sql[] = "INSERT INTO change_topic (topic, tag) VALUES (?1, ?2)"
                            " ON CONFLICT (topic) DO UPDATE SET tag = excluded.tag";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_text (row, 1, topic);
  zhihui_statement_bind_text (row, 2, tag);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_all (
  ZhihuiChangeJournal *self, GHashTable *tags, const char *topics, gint64 at, GError **error)
{
  GHashTableIter iter;
  gpointer       topic, tag;

  if (!zhihui_store_begin (self->store, error))
    return FALSE;
  /* Another platform over the same database may have noted changes of its own. */
  if (!read_newest (self, error) || !write_change (self, topics, at, error))
    return FALSE;

  g_hash_table_iter_init (&iter, tags);
  while (g_hash_table_iter_next (&iter, &topic, &tag))
    if (g_strcmp0 (g_hash_table_lookup (self->tags, topic), tag) != 0 &&
        !write_tag (self, topic, tag, error))
      return FALSE;
  return zhihui_store_commit (self->store, error);
}

/**
 * zhihui_change_journal_note:
 * @tags: topic → what stands for its present state
 * @at: real time, epoch seconds
 *
 * Notes a change where a tag differs from the one noted before.
 *
 * Returns: (transfer full) (nullable): the topics that changed, with spaces between; %NULL when
 * none did, and on @error, when nothing was noted
 */
char *
zhihui_change_journal_note (ZhihuiChangeJournal *self, GHashTable *tags, gint64 at, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *topics = NULL;
  GHashTableIter   iter;
  gpointer         topic, tag;

  g_hash_table_iter_init (&iter, tags);
  while (g_hash_table_iter_next (&iter, &topic, &tag))
    if (g_strcmp0 (g_hash_table_lookup (self->tags, topic), tag) != 0)
      g_ptr_array_add (names, topic);
  if (names->len == 0)
    return NULL;

  topics = join_names (names);
  if (!write_all (self, tags, topics, at, error))
    {
      zhihui_store_rollback (self->store);
      return NULL;
    }

  self->newest++;
  g_hash_table_iter_init (&iter, tags);
  while (g_hash_table_iter_next (&iter, &topic, &tag))
    g_hash_table_insert (self->tags, g_strdup (topic), g_strdup (tag));
  return g_steal_pointer (&topics);
}

static GPtrArray *
take_keys (GHashTable *table)
{
  GPtrArray     *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  return names;
}

static gboolean
is_kept (ZhihuiChangeJournal *self, gint64 id)
{
  static const char sql[] = "SELECT 1 FROM change WHERE id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  gboolean          kept;

  zhihui_statement_bind_integer (row, 1, id);
  kept = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  zhihui_statement_reset (row);
  return kept;
}

/**
 * zhihui_change_journal_read_since:
 * @id: of a change that the listener was told last
 *
 * Returns: (transfer full) (nullable): every topic that changed after it, with spaces between;
 * %NULL when @id is no longer known, or never was
 */
char *
zhihui_change_journal_read_since (ZhihuiChangeJournal *self, gint64 id)
{
  static const char sql[] = "SELECT DISTINCT topics FROM change WHERE id > ?1";
  ZhihuiStatement  *row;
  ZhihuiStep        step;
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (!is_kept (self, id))
    return NULL;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      g_auto (GStrv) topics = g_strsplit (zhihui_statement_get_text (row, 0), " ", -1);

      for (guint i = 0; topics[i] != NULL; i++)
        g_hash_table_add (found, g_strdup (topics[i]));
    }
  zhihui_statement_reset (row);
  if (step != ZHIHUI_STEP_DONE)
    return NULL;

  names = take_keys (found);
  return join_names (names);
}
