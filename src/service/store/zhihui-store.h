/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-database.h"
#include "zhihui-engine.h"
#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* The database of the platform; ":memory:" for tests. */
typedef struct _ZhihuiStore ZhihuiStore;

ZhihuiStore *zhihui_store_open (const char *database, gboolean create, GError **error);
void         zhihui_store_free (ZhihuiStore *self);
const char  *zhihui_store_get_address (ZhihuiStore *self);

/* Key and value pairs: title, name, region, issuer, language, time_zone, scenario, seed, clock
 * ("real" or "fixed"), as_of (epoch seconds), … */
char *zhihui_store_get_setting (ZhihuiStore *self, const char *key); /* NULL when not set */
gboolean
zhihui_store_set_setting (ZhihuiStore *self, const char *key, const char *value, GError **error);

gboolean zhihui_store_load_ledger (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);
gboolean zhihui_store_load_working_set (ZhihuiStore  *self,
                                        ZhihuiLedger *ledger,
                                        gint32        first_day,
                                        GError      **error);
gint64   zhihui_store_get_last_assignment (ZhihuiStore *self);
guint    zhihui_store_fetch_case (ZhihuiStore *self, ZhihuiLedger *ledger, gint64 id);
/* Grows when another process changed the database. */
guint64 zhihui_store_get_data_version (ZhihuiStore *self);

gboolean zhihui_store_begin (ZhihuiStore *self, GError **error);
gboolean zhihui_store_commit (ZhihuiStore *self, GError **error);
void     zhihui_store_rollback (ZhihuiStore *self);
/* A case whose acceptance a commit changed; ids in the store, 0 unknown. */
typedef struct
{
  gint64 region, channel, topic;
  gint64 old_at, new_at; /* ZHIHUI_NO_INSTANT: not accepted */
} ZhihuiCaseMove;

typedef void (*ZhihuiCaseMoved) (const ZhihuiCaseMove *move, gpointer user_data);
void     zhihui_store_watch_cases (ZhihuiStore *self, ZhihuiCaseMoved moved, gpointer user_data);
gboolean zhihui_store_note_acceptance (ZhihuiStore *self, const ZhihuiCaseRow *row, GError **error);
void     zhihui_store_set_engine (ZhihuiStore *self, ZhihuiEngine *engine);
/* Before the first change of an assignment or of its ratings in a transaction. */
gboolean zhihui_store_touch_assignment (ZhihuiStore *self, gint64 id, GError **error);

/* The statement for @sql (a literal: its address is the key), reset and without bindings; kept by
 * the store. Bad SQL is our mistake and aborts. */
ZhihuiStatement *zhihui_store_prepare (ZhihuiStore *self, const char *sql);
ZhihuiDatabase  *zhihui_store_get_database (ZhihuiStore *self);
void   zhihui_store_bind_instant (ZhihuiStatement *statement, guint parameter, gint64 instant);
gint64 zhihui_store_get_instant (ZhihuiStatement *statement, guint column);

/* Meetings are few: read when asked. State and attendance are as of @now. */
ZhihuiMeetings *zhihui_store_read_meetings (
  ZhihuiStore *self, gint64 from, gint64 to, gint64 now, gboolean for_desk, GError **error);

ZhihuiMeetings *zhihui_store_read_meeting (
  ZhihuiStore *self, const char *code, gint64 now, gboolean for_desk, GError **error);
GPtrArray       *
zhihui_store_read_unit_decisions (ZhihuiStore *self, const char *unit, gint64 now, guint max);
char *zhihui_store_dup_join_url (ZhihuiStore *self, const char *code);
gboolean zhihui_store_total_meetings (ZhihuiStore *self, ZhihuiMeetings *meetings, GError **error);

/* Tokens: only a SHA-256 of each is stored. */
typedef struct
{
  char  *scope;  /* owned: space separated */
  char  *region; /* owned */
  char  *unit;   /* owned: whose work it may report, "" of all units */
  gint64 expires_at;
} ZhihuiGrant;

void zhihui_grant_free (ZhihuiGrant *self);
char *
zhihui_store_make_token (ZhihuiStore *self, const char *scope, gint64 expires_at, GError **error);
char *zhihui_store_make_unit_token (
  ZhihuiStore *self, const char *scope, const char *unit, gint64 expires_at, GError **error);
gboolean
zhihui_store_bind_token (ZhihuiStore *self, const char *token, const char *region, GError **error);
ZhihuiGrant *zhihui_store_check_token (ZhihuiStore *self, const char *token, gint64 now);
gboolean     zhihui_store_revoke_token (ZhihuiStore *self, const char *token, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiStore, zhihui_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiGrant, zhihui_grant_free)

G_END_DECLS
