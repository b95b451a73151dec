#include "tests/unit/diary/sample.hpp"

#include <stdexcept>

#include <google/protobuf/text_format.h>

namespace ladder::diary::sample {

namespace {

constexpr auto text = R"pb(
    id: "sample"
    title: "Sample"
    roles {
      id: "secretary"
      title: "Secretariat"
      may: [ PERMISSION_KEEP_DIARY ]
      records_for: [ "chair" ]
    }
    roles { id: "analyst" title: "Analyst" }
    roles { id: "chair" title: "Chair" }
    calendars {
      id: "england-and-wales"
      title: "England and Wales"
      version: "2010"
      from: "2009-01-01"
      to: "2010-12-31"
      holidays { date: "2009-01-01" }
      holidays { date: "2009-04-10" }
      holidays { date: "2009-04-13" }
      holidays { date: "2009-05-04" }
      holidays { date: "2009-05-25" }
      holidays { date: "2009-08-31" }
      holidays { date: "2009-12-25" }
      holidays { date: "2009-12-28" }
      holidays { date: "2010-01-01" }
      holidays { date: "2010-04-02" }
      holidays { date: "2010-04-05" }
      holidays { date: "2010-05-03" }
      holidays { date: "2010-05-31" }
      holidays { date: "2010-08-30" }
      holidays { date: "2010-12-27" }
      holidays { date: "2010-12-28" }
    }
    deadlines {
      id: "response"
      title: "The response to the letter"
      legal_basis: "PPSG protocol"
      due { count: 20 unit: TIME_UNIT_WORKING_DAYS }
      floor { count: 10 unit: TIME_UNIT_WORKING_DAYS }
      ceiling { count: 3 unit: TIME_UNIT_MONTHS }
      calendar: "england-and-wales"
      raises_task_for: "analyst"
    }
    deadlines {
      id: "report"
      title: "The report"
      due { count: 1 unit: TIME_UNIT_MONTHS }
      calendar: "england-and-wales"
      roll: true
      due_soon_working_days: 2
      raises_task_for: "secretary"
      raises_task: "Ask where the report is"
    }
    deadlines {
      id: "review"
      title: "The review"
      floor { count: 6 unit: TIME_UNIT_WEEKS }
      ceiling { count: 8 unit: TIME_UNIT_WEEKS }
      calendar: "england-and-wales"
    }
    deadlines { id: "notice" title: "The notice" }
    deadlines {
      id: "duty"
      title: "The report to Parliament"
      due { count: 7 unit: TIME_UNIT_DAYS }
      duty: true
      raises_task_for: "analyst"
    }
    deadlines {
      id: "quiet"
      title: "A quiet day"
      due { count: 7 unit: TIME_UNIT_DAYS }
    }
)pb";

v1::RulesetDefinition parsed() {
    v1::RulesetDefinition definition;
    if (!google::protobuf::TextFormat::ParseFromString(text, &definition)) {
        throw std::logic_error("the sample does not parse");
    }
    return definition;
}

}  // namespace

const definition::Ruleset& ruleset() {
    static const definition::Ruleset made{"rulesets/sample@1", parsed()};
    return made;
}

base::Date day(std::string_view iso) {
    return base::parse_date(iso).value();
}

v1::Actor actor(std::string_view person, std::string_view capacity) {
    v1::Actor made;
    made.set_person(std::string{person});
    made.set_capacity(std::string{capacity});
    return made;
}

v1::Actor secretary() {
    return actor("carys@hmic.example", "secretary");
}

v1::Actor analyst() {
    return actor("dev@hmic.example", "analyst");
}

std::vector<std::string> fields(const base::Error& error) {
    std::vector<std::string> named;
    for (const auto& detail : error.details) {
        if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            named.push_back("field:" + field->field());
        }
    }
    return named;
}

void Book::on(std::string_view iso) {
    now = day(iso) + std::chrono::hours{12};
}

void Book::apply(const command::Events& events, const v1::Actor& by) {
    for (const auto& event : events) {
        ++version;
        diary::apply(
            deadlines,
            tasks,
            event,
            command::Recorded{version, version, now, by, base::day_of(now), false}
        );
    }
}

}  // namespace ladder::diary::sample
