// The pages of this desk, by subject; and what they share.
#pragma once

#include <string>
#include <string_view>

#include "services/console/console.hpp"

namespace ladder::secretariat {

void add_today_pages(console::Pages& pages);
void add_board_pages(console::Pages& pages);
void add_meeting_pages(console::Pages& pages);
void add_agenda_pages(console::Pages& pages);
void add_pack_pages(console::Pages& pages);
void add_attendance_pages(console::Pages& pages);
void add_record_pages(console::Pages& pages);
void add_outcome_pages(console::Pages& pages);
void add_minutes_pages(console::Pages& pages);
void add_calendar_pages(console::Pages& pages);

// Today (UTC), in ISO form; on a page of the past the day that it shows.
std::string day_of(const console::Visit& visit);

// "kent-general-1" of "cases/kent-general-1".
std::string_view bare(std::string_view name);

}  // namespace ladder::secretariat
