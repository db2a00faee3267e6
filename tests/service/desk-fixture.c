/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include <math.h>

#include "test-database.h"
#include "zhihui-error.h"
#include "zhihui-scenario.h"

static void
write_scenario (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, &error);

  g_assert_no_error (error);
  zhihui_scenario_write (scenario, store, &error);
  g_assert_no_error (error);
}

void
desk_set_up (Desk *self, gconstpointer data)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GError) error = NULL;

  self->n_drafts = 0;
  self->store = test_database_open_filled (write_scenario);
  self->ledger = zhihui_ledger_new ();
  zhihui_store_load_ledger (self->store, self->ledger, &error);
  g_assert_no_error (error);
  self->life_cycle = zhihui_life_cycle_new (self->store, self->ledger, calendar, zone);
}

void
desk_tear_down (Desk *self, gconstpointer data)
{
  zhihui_life_cycle_free (self->life_cycle);
  zhihui_ledger_free (self->ledger);
  zhihui_store_free (self->store);
}

guint
desk_submit (Desk *self, const char *type, gboolean is_anonymous, const char *at)
{
  g_autofree char *key = g_strdup_printf ("%u", ++self->n_drafts);
  ZhihuiDraft      draft = { .source = "test",
                             .source_key = key,
                             .no = key,
                             .type = (guint16) zhihui_ledger_find_named (self->ledger->types, type),
                             .region = 1,
                             .word = G_MAXUINT16,
                             .is_anonymous = is_anonymous,
                             .title = "t",
                             .lon = NAN,
                             .lat = NAN };
  guint            index = 0;
  g_autoptr (GError) error = NULL;

  zhihui_life_cycle_submit (self->life_cycle, &draft, instant (at), &index, &error);
  g_assert_no_error (error);
  return index;
}

gboolean
desk_try_event (Desk *self, const ZhihuiEvent *event)
{
  g_autoptr (GError) error = NULL;

  if (zhihui_life_cycle_apply (self->life_cycle, event, &error))
    return TRUE;

  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  return FALSE;
}

gboolean
desk_try (Desk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value)
{
  ZhihuiEvent event = {
    .at = instant (at), .kind = kind, .case_index = index, .unit = unit, .value = value
  };

  return desk_try_event (self, &event);
}

ZhihuiCaseRow *
desk_get_case (Desk *self, guint index)
{
  return &g_array_index (self->ledger->cases, ZhihuiCaseRow, index);
}

ZhihuiAssignment *
desk_get_current (Desk *self, guint index)
{
  return &g_array_index (
    self->ledger->assignments, ZhihuiAssignment, desk_get_case (self, index)->current);
}

void
desk_assert_state (Desk *self, guint index, const char *id)
{
  g_assert_cmpstr (zhihui_case_state_get_id (desk_get_case (self, index)->state), ==, id);
}

/* Whether the row counts in @metric by the end of July, in memory and as it was written. */
gboolean
desk_counts (Desk *self, guint row, ZhihuiMetric metric, gboolean *part)
{
  const ZhihuiWindow window = { instant ("2020-07-01T00:00:00+08:00"),
                                instant ("2020-08-01T00:00:00+08:00") };
  g_autoptr (ZhihuiLedger) fresh = zhihui_ledger_new ();
  ZhihuiLedger *const ledgers[] = { self->ledger, fresh };
  gboolean            whole[2], parts[2];

  zhihui_life_cycle_flush (self->life_cycle, NULL);
  g_assert_true (zhihui_store_load_ledger (self->store, fresh, NULL));
  for (guint i = 0; i < 2; i++)
    whole[i] = zhihui_tally_judge (metric,
                                   &g_array_index (ledgers[i]->assignments, ZhihuiAssignment, row),
                                   &window,
                                   window.to,
                                   &parts[i]);
  g_assert_cmpint (whole[0], ==, whole[1]);
  g_assert_cmpint (parts[0], ==, parts[1]);
  if (part != NULL)
    *part = parts[0];
  return whole[0];
}
