/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-table.h"
#include "zhihui-request.h"
#include "zhihui-wire-writer.h"

/* The event with which a clock starts. */
static const char *
get_start (const ZhihuiClockRule *rule)
{
  static const char *const starts[ZHIHUI_N_CLOCKS] = {
    [ZHIHUI_CLOCK_ACCEPT] = "submitted",
    [ZHIHUI_CLOCK_DISPATCH] = "accepted",
    [ZHIHUI_CLOCK_SIGN] = "dispatched",
    [ZHIHUI_CLOCK_CONTACT] = "dispatched",
    [ZHIHUI_CLOCK_REPLY] = "dispatched",
    [ZHIHUI_CLOCK_NOTICE] = "submitted",
    [ZHIHUI_CLOCK_CLOSE] = "accepted",
    [ZHIHUI_CLOCK_EXTENSION] = "extended",
    [ZHIHUI_CLOCK_OBJECTION] = "return_requested",
    [ZHIHUI_CLOCK_CALL_BACK] = "rated",
    [ZHIHUI_CLOCK_FIX] = "rated",
  };

  return rule->from_sign ? "signed" : starts[rule->id];
}

static void
write_rule (ZhihuiWireWriter      *writer,
            const ZhihuiClockRule *rule,
            const char            *type,
            const char            *channel,
            ZhihuiClockId          id)
{
  g_autofree char *limit = rule != NULL ? zhihui_limit_to_string (&rule->limit) : NULL;

  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "type", type);
  zhihui_wire_writer_text (writer, "channel", channel);
  zhihui_wire_writer_text (writer, "clock", zhihui_clock_id_get_name (id));
  zhihui_wire_writer_text (writer, "limit", limit);
  zhihui_wire_writer_text (writer, "start", rule != NULL ? get_start (rule) : NULL);
  zhihui_wire_writer_close_object (writer);
}

static gboolean
is_same (const ZhihuiClockRule *one, const ZhihuiClockRule *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return one->limit.kind == other->limit.kind && one->limit.count == other->limit.count &&
         one->limit.close_minute == other->limit.close_minute && one->from_sign == other->from_sign;
}

/* A clock of a type: by whatever channel, and by each channel where it is another one. */
static guint
write_clock (ZhihuiWireWriter *writer, const ZhihuiLedger *ledger, guint type, ZhihuiClockId id)
{
  const ZhihuiNamed     *its_type = ledger->types->pdata[type];
  const ZhihuiClockRule *ordinary =
    zhihui_clock_rules_find (ledger->clock_rules, type, ZHIHUI_CLOCK_ANY, id);
  guint n = 0;

  if (ordinary != NULL)
    {
      write_rule (writer, ordinary, its_type->id, NULL, id);
      n++;
    }
  for (guint channel = 0; channel < ledger->channels->len; channel++)
    {
      const ZhihuiClockRule *rule =
        zhihui_clock_rules_find (ledger->clock_rules, type, channel, id);

      if (is_same (rule, ordinary))
        continue;
      write_rule (writer,
                  rule,
                  its_type->id,
                  ((const ZhihuiNamed *) ledger->channels->pdata[channel])->id,
                  id);
      n++;
    }
  return n;
}

static guint
count_on_duty (const ZhihuiLedger *ledger)
{
  guint n = 0;

  for (guint i = 0; i < ledger->unit_on_duty->len; i++)
    n += ledger->unit_on_duty->data[i] != 0;
  return n;
}

/**
 * zhihui_route_clocks:
 *
 * The table of clocks as it holds: which limit for which type of case and channel.
 */
char *
zhihui_route_clocks (ZhihuiRequest *request)
{
  const ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiFigures      *figures = zhihui_platform_get_figures (request->platform);
  g_autofree char    *hours = NULL;
  ZhihuiWireWriter    writer;

  if (!zhihui_request_check (request))
    return NULL;

  hours = zhihui_duty_hours_to_string (
    zhihui_work_calendar_get_hours (zhihui_platform_get_calendar (request->platform)));
  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (
    &writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
  zhihui_wire_writer_text (&writer, "duty_hours", hours);
  zhihui_wire_writer_integer (&writer, "duty_units_total", count_on_duty (ledger));
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint type = 0; type < ledger->types->len; type++)
    for (guint id = 0; id < ZHIHUI_N_CLOCKS; id++)
      request->n_rows += write_clock (&writer, ledger, type, (ZhihuiClockId) id);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
