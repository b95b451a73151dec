// What people do with deadlines and tasks, in a case, a procedure or a meeting alike. Pure.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/diary/diary.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/task_service.pb.h"

namespace ladder::diary {

// The record that a diary is part of. Borrows it.
class Holder {
public:
    explicit Holder(const v1::Case& state);
    explicit Holder(const v1::Procedure& state);
    explicit Holder(const v1::Meeting& state);

    const std::string& name() const { return name_; }
    const std::string& etag() const { return etag_; }
    const v1::Actor& updated_by() const { return updated_by_; }
    std::string_view what() const { return what_; }            // "case", "procedure" or "meeting"
    const std::string& ended_on() const { return ended_on_; }  // empty: it goes on
    const DiaryView& diary() const { return diary_; }

private:
    const std::string& name_;
    const std::string& etag_;
    const v1::Actor& updated_by_;
    std::string_view what_;
    const std::string& ended_on_;
    DiaryView diary_;
};

// The id of an item of a diary named "PARENT/deadlines/l1" or "PARENT/tasks/t1"; empty if `name` is
// no such name. `list` is "deadlines" or "tasks".
std::string_view item_id(std::string_view name, std::string_view list);

// The parent in such a name; empty if it is none.
std::string_view item_parent(std::string_view name, std::string_view list);

// Each gives the events that the command causes, none of them applied. All errors that hold are
// named at once. Errors of all: invalid_argument with FieldViolation details; permission_denied;
// aborted with StaleEtag; not_found for an unknown item; failed_precondition otherwise, with a
// FieldViolation that tells the window where a named day lies outside it.
[[nodiscard]] base::Result<command::Events> decide(
    const Holder& holder, const v1::SetDeadlineRequest& command, const command::Context& context
);
// `newest` is the newest version of the record's ruleset: by its calendar a deadline is recomputed.
[[nodiscard]] base::Result<command::Events> decide(
    const Holder& holder,
    const v1::ChangeDeadlineRequest& command,
    const command::Context& context,
    const definition::Ruleset& newest
);
[[nodiscard]] base::Result<command::Events> decide(
    const Holder& holder, const v1::OpenTaskRequest& command, const command::Context& context
);
[[nodiscard]] base::Result<command::Events> decide(
    const Holder& holder, const v1::ChangeTaskRequest& command, const command::Context& context
);

}  // namespace ladder::diary
