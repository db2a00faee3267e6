/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <sqlite3.h>

#include "served-scenario.h"
#include "zhihui-case-table.h"

G_BEGIN_DECLS

/* The page of cases in a window of the desk, on a simulated place that the platform serves. */
typedef struct
{
  ServedScenario scenario;
  ZhihuiSource  *source; /* owned */
  GtkWidget     *window; /* owned by the application */
  sqlite3       *sql;    /* owned */
} CasesDesk;

#define CASES_DESK_PATIENCE_US (20 * G_USEC_PER_SEC)

typedef gboolean (*CasesDeskHolds) (CasesDesk *self, gconstpointer data);

void cases_desk_set_up (CasesDesk *self, gconstpointer scope);
void cases_desk_tear_down (CasesDesk *self, gconstpointer scope);
void cases_desk_open_window (CasesDesk *self, const char *scope, int width);
void cases_desk_close_window (CasesDesk *self);

/* Runs the loop until it is so; @what says what never is. */
void cases_desk_await (CasesDesk *self, CasesDeskHolds holds, gconstpointer data, const char *what);
void cases_desk_go (CasesDesk *self, GVariant *target);

ZhihuiCaseTable *cases_desk_get_table (CasesDesk *self);
gboolean         cases_desk_has_rows (CasesDesk *self, gconstpointer data);
gboolean         cases_desk_is_of_unit_alone (CasesDesk *self, gconstpointer unit);

G_END_DECLS
