/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-exchange.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* Who is shown the exchanges of a session, without what is secret in them. */

void
zhihui_exchange_set_witness (SoupSession *session, ZhihuiWitnessFunc witness, gpointer user_data);
void zhihui_exchange_tell_witness (SoupSession        *session,
                                   const char         *path,
                                   GPtrArray          *secrets,
                                   const ZhihuiAnswer *answer,
                                   GBytes             *body,
                                   gint64              asked_us);

GPtrArray *zhihui_exchange_list_secrets (SoupSession *session, const ZhihuiRequest *request);

G_END_DECLS
