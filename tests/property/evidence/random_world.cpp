#include "tests/property/evidence/random_world.hpp"

#include <string>

namespace ladder::evidence {

namespace {

bool chance(int per_cent) {
    return *rc::gen::inRange(0, 100) < per_cent;
}

template <class T>
T one_of(std::initializer_list<T> choices) {
    return *rc::gen::elementOf(std::vector<T>(choices));
}

double random_count() {
    if (chance(8)) {
        return no_figure;
    }
    if (chance(4)) {
        return *rc::gen::inRange(-5, 1);
    }
    return *rc::gen::inRange(0, one_of({20, 400, 20'000}));
}

std::string id_of_body(int body) {
    return std::string(1, static_cast<char>('a' + body));
}

}  // namespace

World random_world() {
    World world;
    world.crime_and_population();
    for (int body = 0; body < world_bodies; ++body) {
        world.body(id_of_body(body));
    }
    auto& crime = *world.definition().mutable_indicators(0);
    crime.set_polarity(one_of({v1::POLARITY_LOWER_IS_BETTER, v1::POLARITY_HIGHER_IS_BETTER}));
    if (chance(70)) {
        crime.mutable_target()->set_value(one_of({0.5, 10.0, 100.0}));
    }
    if (chance(20)) {
        crime.add_no_rate()->set_body("bodies/b");
    }
    if (chance(20)) {
        auto& made = *crime.add_series_breaks();
        made.set_from("2007-03-31");
        made.set_to(chance(50) ? "2008-03-31" : "");
    }
    for (int year = world_first_year; year < world_first_year + world_years; ++year) {
        const auto text = std::to_string(year);
        for (int body = 0; body < world_bodies; ++body) {
            const auto id = id_of_body(body);
            world.figure("crime", id, text + "-03-31", random_count());
            if (chance(80)) {
                world.figure("population", id, text + "-01-01", 1000 * *rc::gen::inRange(1, 200));
            }
        }
    }
    world.peers(
        "first",
        "2006-01-01",
        {{"a", {"b", "c"}}, {"b", {"a"}}, {"c", {"d", "e"}}, {"d", {"a", "b", "c"}}}
    );
    if (chance(50)) {
        world.peers("second", "2008-01-01", {{"a", {"d"}}, {"b", {"c", "d"}}});
    }
    return world;
}

v1::JudgementCondition random_judgement() {
    v1::JudgementCondition condition;
    condition.set_indicator("crime");
    condition.set_versus(one_of(
        {v1::COMPARISON_BASELINE,
         v1::COMPARISON_PEERS,
         v1::COMPARISON_PEERS_CHANGE,
         v1::COMPARISON_TARGET}
    ));
    condition.set_is(one_of({v1::JUDGEMENT_RESULT_BETTER, v1::JUDGEMENT_RESULT_WORSE}));
    condition.set_by_at_least(one_of({0.0, 5.0, 25.0}));
    condition.set_p_at_most(one_of({0.0, 0.001, 0.2}));
    condition.set_group(one_of<const char*>({"all", "most_similar"}));
    condition.set_include_self(chance(30));
    if (condition.versus() == v1::COMPARISON_PEERS) {
        condition.set_weighted(chance(30));
        condition.set_overdispersed(chance(30));
        if (chance(30)) {
            condition.set_funnel(one_of({v1::FUNNEL_LEVEL_95, v1::FUNNEL_LEVEL_99_8}));
        }
    }
    condition.set_baseline_months(one_of({0, 12, 24}));
    condition.set_periods(one_of({0, 1, 2, 3}));
    condition.set_of_periods(chance(50) ? 0 : condition.periods() + one_of({0, 1}));
    return condition;
}

v1::Condition random_condition(int depth) {
    const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 5);
    if (kind == 0 || kind == 1) {
        return condition_of(random_judgement());
    }
    if (kind == 2) {
        return negation_of(random_condition(depth - 1));
    }
    v1::Condition condition;
    const int parts = *rc::gen::inRange(1, 4);
    auto& list = kind == 3 ? *condition.mutable_all()->mutable_of()
                           : *condition.mutable_at_least()->mutable_of();
    if (kind == 4) {
        condition.mutable_at_least()->set_n(*rc::gen::inRange(1, parts + 1));
    }
    for (int part = 0; part < parts; ++part) {
        *list.Add() = random_condition(depth - 1);
    }
    return condition;
}

}  // namespace ladder::evidence
