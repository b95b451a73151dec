#include "services/console/body_figures.hpp"

namespace ladder::console {

base::Result<FiguresByIndicator> figures_of_body(
    const Visit& visit, const std::string& body, const std::string& to
) {
    v1::ListObservationsRequest request;
    request.set_body(body);
    request.set_to(to);
    auto all = visit.read_all(
        "IndicatorService/ListObservations", request, &v1::ListObservationsResponse::observations
    );
    if (!all) {
        return all.error();
    }
    FiguresByIndicator figures;
    for (auto& figure : *all) {
        auto& series = figures[figure.indicator()];
        series.push_back(std::move(figure));
    }
    return figures;
}

}  // namespace ladder::console
