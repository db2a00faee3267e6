/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api-fixture.h"
#include "zhihui-event.h"

G_BEGIN_DECLS

/* Tells the platform what happens, in the name of the source "test". */
#define CASE_TYPE "cn.zhihui.case.submitted.v1"
#define NEW_CASE "{\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"路灯不亮\"}"

#define N_EVENTS(api) teller_ask (api, "SELECT COUNT(*) FROM event")

void   teller_fill (ZhihuiStore *store);
char  *teller_make_token (Api *api, const char *scope, const char *unit);
gint64 teller_ask (Api *api, const char *sql);
char  *teller_make_event (
   const char *id, const char *type, const char *subject, const char *time, const char *data);
Reply *teller_tell (Api        *api,
                    const char *token,
                    const char *path,
                    const char *id,
                    const char *kind,
                    const char *time,
                    const char *data);
void   assert_taken (Reply *reply, guint status, const char *state);
void
assert_refused (Reply *reply, guint status, const char *code, const char *name, const char *reason);
void teller_bring_case (Api *api, const char *token);

G_END_DECLS
