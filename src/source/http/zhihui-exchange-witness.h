/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-exchange.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* What is secret in an exchange is hidden before its answer is read; and who is shown the exchanges
 * of a session. */

void
zhihui_exchange_set_witness (SoupSession *session, ZhihuiWitnessFunc witness, gpointer user_data);
void zhihui_exchange_tell_witness (SoupSession        *session,
                                   const char         *path,
                                   GPtrArray          *secrets,
                                   const ZhihuiAnswer *answer,
                                   GBytes             *body,
                                   gint64              asked_us);

GPtrArray *zhihui_exchange_list_secrets (SoupSession *session, const ZhihuiRequest *request);
gboolean   zhihui_exchange_hide (char *text, gsize length, GPtrArray *secrets);

G_END_DECLS
