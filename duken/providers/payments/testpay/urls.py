"""Where the test gateway answers."""

from django.urls import path

from duken.providers.payments.testpay.views import page

app_name = "testpay"
urlpatterns = [path("<uuid:session_id>/", page, name="page")]
